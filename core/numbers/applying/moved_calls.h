#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "accounts/account.h"
#include "database/session.h"
#include "numbers/mapping.h"
#include "numbers/number_directory.h"

namespace callwidgets::numbers {

struct MovedCalls {
  std::int64_t moved = 0;    // got another customer, attribution or both
  std::int64_t unnamed = 0;  // no mapping names them any more: they stay where they are
};

struct MoveOptions {
  bool dry_run = false;         // counts only
  std::function<void()> check;  // where given, called often; what it throws ends the work
  std::function<void(std::int64_t calls)> progress;  // where given: how many were looked at
};

// Gives the calls of sources that any of `concerned` names by number and day the customer and the
// attribution that the stored mappings say now; a mapping without an attribution leaves the call's.
// Imported calls name their customers themselves and stay. Each batch is one transaction for calls,
// figures and feed, and reads the mappings in it: beside imports and other changes of mappings, and
// after a crash, doing it again ends right. With `dry_run`, `current` is taken in the place of what
// is stored. Throws database::Error.
MovedCalls move_calls(database::Session& reader, database::Session& writer,
                      const accounts::Account& account, const std::vector<Mapping>& concerned,
                      const NumberDirectory& current, const MoveOptions& options = {});

}  // namespace callwidgets::numbers
