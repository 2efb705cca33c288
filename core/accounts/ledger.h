#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "database/session.h"

namespace callwidgets::accounts {

// 16 random bytes that name one run of a program that writes, never the file that it reads:
// importing A, then B, then A again must apply three times.
std::string random_source();

// The ledger has a row for each version of an account: which batch of which run made it, and the
// version's nonce, as the account's row has it. Enters the version that next_version() made in this
// transaction.
void enter_in_ledger(database::Session& session, std::int64_t account, const std::string& source,
                     std::int64_t batch);

// The change feed's word that `version` put everything out of date that was computed before. Inside
// its transaction.
void all_days_changed(database::Session& session, std::int64_t account, std::int64_t version);

// One change of an account as a transaction: takes the account, runs `body`, says that all days
// changed, enters the ledger. Gives the version made.
std::int64_t change(database::Session& session, std::int64_t account,
                    const std::function<void()>& body);

}  // namespace callwidgets::accounts
