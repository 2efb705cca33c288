#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "database/session.h"
#include "numbers/mapping.h"

namespace callwidgets::numbers {

// Mappings in memory, to be looked up for each call. Safe to read from several threads.
class NumberDirectory {
 public:
  explicit NumberDirectory(const std::vector<Mapping>& mappings);
  // Those that the account has now. Throws database::Error.
  NumberDirectory(database::Session& session, std::int64_t account);

  // What holds for a call to `called`, as called_number() gives it, on a day of the account's time
  // zone: the mapping of the number itself, else that of its longest prefix among those that hold
  // on that day. Null where none does. Valid as long as this.
  const Mapping* find(std::string_view called, std::int64_t day) const;

  bool empty() const { return numbers_.empty() && prefixes_.empty(); }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using ByNumber = std::unordered_map<std::string, std::vector<Mapping>, Hash, std::equal_to<>>;
  static const Mapping* find(const ByNumber& among, std::string_view number, std::int64_t day);

  ByNumber numbers_;
  std::map<std::size_t, ByNumber, std::greater<>> prefixes_;  // by their lengths, longest first
};

}  // namespace callwidgets::numbers
