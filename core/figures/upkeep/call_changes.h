#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "figures/generation.h"
#include "figures/stored_call.h"

namespace callwidgets::figures {

// What becomes of a stored call; `after` is nothing where it goes.
struct CallChange {
  std::string cdr_id;
  StoredCall before;
  std::optional<StoredCall> after;
};

// Changes stored calls as one transaction that holds the account. `change_rows` writes the rows of
// `calls`, and whatever belongs with them, and says what becomes of which call; figures, the change
// feed, the ledger and what a running rebuild replays follow. It may run again, where the database
// reports a conflict. Gives how many calls it were. Throws database::Error: refused, too, while the
// account's first calls are being loaded, or a purge is unfinished.
std::int64_t change_calls(database::Session& writer, std::int64_t account,
                          const std::function<std::vector<CallChange>(
                              const Generation& generation, std::int64_t version)>& change_rows);

// A generation that is being built was read at an older version, and replays what changed since:
// keeps for it how calls stood before `version`, where one is being built. `call` is null where
// there was none. Inside the transaction that changes them.
struct FormerCall {
  std::string_view cdr_id;
  const StoredCall* call;
};
void keep_former(database::Session& session, std::int64_t account, std::int64_t version,
                 std::span<const FormerCall> calls);

}  // namespace callwidgets::figures
