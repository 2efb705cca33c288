#pragma once
#include <cstdint>

#include "calendar/day.h"
#include "database/session.h"
#include "figures/scope.h"
#include "figures/series.h"

namespace callwidgets::figures {

// The plain definition of a figure: its SQL over `calls`, in the session's snapshot. `limit` bounds
// a ranking. Throws database::Error.
Series by_definition(database::Session& session, const database::Statement& statement,
                     const Scope& scope, const calendar::Range& range, std::int64_t limit);

}  // namespace callwidgets::figures
