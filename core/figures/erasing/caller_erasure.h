#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "accounts/account.h"
#include "database/session.h"
#include "figures/upkeep/erased_calls.h"

namespace callwidgets::figures {

// A caller as calls have him: by his key, or by his number where that is kept.
struct SoughtCaller {
  std::int64_t caller;
  std::string number;
};

// How far a search of an account's calls is: how many were looked at, and how many of those are the
// caller's. Called often, outside of transactions; what it throws ends the search.
using SearchProgress = std::function<void(std::int64_t looked_at, std::int64_t found)>;

// How many calls of the caller the account has. All calls are looked at, in slices, for no index
// has their callers, and the callers' days lack quarantined calls. Throws database::Error.
std::int64_t count_calls_of(database::Session& reader, std::int64_t account,
                            const SoughtCaller& caller, const SearchProgress& progress);

// Removes the caller's calls, or makes them nobody's, quarantined ones too, and keeps their ids so
// that the same records bring nothing back. At most 2,000 calls are one transaction, which moves
// calls, ids and figures together; whatever ends it between two, the same once more completes it.
// Calls that come in meanwhile may stay. Gives how many calls it changed. `reader` and `writer` are
// two sessions. Throws database::Error.
std::int64_t erase_caller(database::Session& reader, database::Session& writer,
                          const accounts::Account& account, const SoughtCaller& caller, Erased what,
                          const SearchProgress& progress);

}  // namespace callwidgets::figures
