#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "accounts/account.h"
#include "identity/credential.h"

// How the commands tell an operator of a credential. All days are in UTC.
namespace callwidgets::admin {

// `YYYY-MM-DD` of a second since 1970; `never` for 0.
std::string day_text(std::int64_t instant);

// The ids with commas between, or `all`.
std::string customers_of(const identity::Credential& credential);
// The name of its account.
std::string account_of(const identity::Credential& credential,
                       const std::vector<accounts::Account>& accounts);
// The last day on which it is good, or `never`.
std::string expiry_of(const identity::Credential& credential);
std::string last_use_of(const identity::Credential& credential);
// `good`, `expired` or `revoked YYYY-MM-DD`.
std::string standing_of(const identity::Credential& credential);

// What it shows: `account acme, all customers` or `account acme, customers 7,9`.
std::string view_of(const identity::Credential& credential,
                    const std::vector<accounts::Account>& accounts);

}  // namespace callwidgets::admin
