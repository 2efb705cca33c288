#pragma once
#include <cstdint>

#include "database/session.h"
#include "figures/upkeep/changes.h"

namespace callwidgets::figures {

// Writes changes into the tables of the figures, inside a transaction that holds the account. First
// the callers' days, which tell what their chains change; then every period that is touched: read,
// added to, written whole. Throws database::Error (refused) where the tables contradict the change:
// figures are damaged then, and `verify` says how.
void apply(database::Session& session, const Generation& generation, Changes& changes);

// The change feed's rows: `version` changed these days of these scopes.
void feed(database::Session& session, std::int64_t account, const Changes& changes,
          std::int64_t version);

}  // namespace callwidgets::figures
