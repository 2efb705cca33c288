#pragma once
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "database/session.h"

namespace callwidgets::figures {

// The rows of callers' days (caller_days.h), some callers at a time, each with all of its parts.
struct StoredCallers {
  static constexpr std::int64_t from_the_first = std::numeric_limits<std::int64_t>::min();

  std::map<std::int64_t, std::vector<std::string>> parts;
  std::optional<std::int64_t> next;  // the first caller that may come behind these; nothing: none

  // Throws database::Error.
  static StoredCallers read(database::Session& session, std::int64_t scope, std::int64_t first);
};

}  // namespace callwidgets::figures
