#pragma once
#include <cstdint>
#include <map>
#include <stdexcept>
#include <utility>
#include <vector>

#include "database/session.h"
#include "numbers/mapping.h"

namespace callwidgets::numbers {

// Two mappings of one number that share days; the text names both.
struct Overlap : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The mappings of an account, of which no two of one number share a day.
class MappingSet {
 public:
  MappingSet() = default;
  // Those that are stored. Throws database::Error.
  MappingSet(database::Session& session, std::int64_t account);

  // Puts a mapping in. One of the same number and days is corrected by it. Throws Overlap, and
  // changes nothing then.
  void add(const Mapping& mapping);

  // Ends what is mapped of a number, from a day on; a mapping that began before ends the day
  // before. Gives what holds no longer, cut to those days.
  std::vector<Mapping> remove(const Pattern& pattern, std::int64_t from_day);

  // By number, prefixes behind the number itself, and first day.
  std::vector<Mapping> all() const;

  // Makes the account's stored mappings these: inside a transaction that holds the account
  // (accounts::hold), in which the set was read. Throws database::Error.
  void store(database::Session& writer, std::int64_t account) const;

 private:
  using Key = std::pair<Pattern, std::int64_t>;  // with its first day
  std::map<Key, Mapping> mappings_;
};

}  // namespace callwidgets::numbers
