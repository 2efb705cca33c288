#pragma once
#include <cstdint>

#include "accounts/account.h"
#include "database/session.h"

namespace callwidgets::figures {

// Removes an account's calls before a day (since 1970-01-01, in its time zone), for good, in small
// transactions, while answers and imports go on; from the first one on earlier calls are refused.
// An interrupted purge is gone on with by the same call.
//
// Figures go: then the figures are built anew from the calls that are left, exact over those; until
// they are served the old ones answer. Figures stay: of each caller who called since then his last
// day before is kept, for every customer; of others nothing is, so one who returns later on may
// count twice in ranges across that day.
//
// Throws database::Error; std::invalid_argument where `before` lies before an earlier purge's day.
void purge(database::Session& reader, database::Session& writer, const accounts::Account& account,
           std::int64_t before, bool figures_stay);

}  // namespace callwidgets::figures
