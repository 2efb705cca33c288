#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "database/session.h"

namespace callwidgets::accounts {

// Customers of an account that became others', by the platform's ids: a record that names the one
// means the other. Whom it leads to was never merged himself. All throw database::Error.

// Into whom each of `customer_ids`, none repeated, was merged; those that were not are left out.
std::map<std::int64_t, std::int64_t> merged_into(database::Session& session, std::int64_t account,
                                                 std::span<const database::Value> customer_ids);
std::optional<std::int64_t> merged_into(database::Session& session, std::int64_t account,
                                        std::int64_t customer_id);

// All of them.
std::map<std::int64_t, std::int64_t> merged_customers(database::Session& session,
                                                      std::int64_t account);

// From now on `from` means `into`, and so does whoever meant `from`. Inside a transaction that
// holds the account, in which merged_into() says nothing of either.
void note_merged(database::Session& session, std::int64_t account, std::int64_t from,
                 std::int64_t into);

// From now on the id means itself again. Inside a transaction that holds the account. False where
// it did.
bool forget_merged(database::Session& session, std::int64_t account, std::int64_t customer_id);

}  // namespace callwidgets::accounts
