#pragma once
#include <cstdint>
#include <string>

#include "accounts/account.h"
#include "database/session.h"

namespace callwidgets::figures {

// Builds a new generation of an account's figures from its calls, its days in `zone_name`, while
// answers go on coming from the old one and imports go on; then serves it. `reader` and `writer`
// are two sessions. A rebuild that was interrupted leaves nothing that answers; the next one starts
// afresh. Throws database::Error, std::system_error.
void rebuild(database::Session& reader, database::Session& writer, const accounts::Account& account,
             const std::string& zone_name);

// Removes the rows of generations that stopped answering at least a minute ago: who had begun to
// read one is done.
void remove_retired(database::Session& writer, std::int64_t account);

}  // namespace callwidgets::figures
