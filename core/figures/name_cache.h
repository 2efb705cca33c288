#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>

#include "database/session.h"

namespace callwidgets::figures {

// The names of one account by their ids, read once: a name never changes and its id is never given
// away again. Used by one thread.
class NameCache {
 public:
  // The name of an id that the session's snapshot knows; `account` is the book's, each time. Throws
  // database::Error.
  const std::string& name(database::Session& session, std::int64_t account, std::int64_t id);

 private:
  std::int64_t highest_ = 0;
  std::unordered_map<std::int64_t, std::string> names_;
};

}  // namespace callwidgets::figures
