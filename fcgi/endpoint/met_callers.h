#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "cache/entry.h"
#include "fcgi/endpoint/known_caller.h"

namespace callwidgets::web {

// A caller as he was judged last, by the Authorization header that he sent.
struct MetCaller {
  std::string key;                                 // of his credential in the directory
  std::shared_ptr<const cache::Entry> credential;  // good while the directory has this one
  std::int64_t until = 0;                          // and before that second, since 1970
  std::shared_ptr<const KnownCaller> caller;
};

// Those whom one thread has met, few: who comes again costs two look-ups. They belong to one owner,
// whoever asked last; each owner of the process has a number of its own.
class MetCallers {
 public:
  static MetCallers& of_this_thread();

  const MetCaller* find(std::uint64_t owner, std::string_view authorization) const;
  void keep(std::uint64_t owner, const std::string& authorization, MetCaller caller);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::uint64_t owner_ = 0;  // none
  std::unordered_map<std::string, MetCaller, Hash, std::equal_to<>> by_authorization_;
};

}  // namespace callwidgets::web
