#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "cache/entry.h"
#include "fcgi/endpoint/known_caller.h"

namespace callwidgets::web {

// The callers that one thread has met by signed tokens, so that one who comes again costs a
// look-up. Few, for a token lives a day at most.
class SignedCallers {
 public:
  static SignedCallers& of_this_thread();

  // Null where the token was not met, with this key as it is now and for this audience, or is no
  // longer good at that second (since 1970).
  std::shared_ptr<const KnownCaller> find(std::string_view token,
                                          const std::shared_ptr<const cache::Entry>& key,
                                          const std::string& audience, std::int64_t now) const;
  // `until`: the first second in which it is no longer good.
  void keep(std::string_view token, std::shared_ptr<const cache::Entry> key,
            const std::string& audience, std::int64_t until,
            std::shared_ptr<const KnownCaller> caller);

 private:
  struct Met {
    std::shared_ptr<const cache::Entry> key;  // it never changes, and is another one after a change
    std::string audience;
    std::int64_t until;
    std::shared_ptr<const KnownCaller> caller;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, Met, Hash, std::equal_to<>> by_token_;
};

}  // namespace callwidgets::web
