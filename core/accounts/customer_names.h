#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/name_search.h"
#include "database/session.h"

namespace callwidgets::accounts {

// The names of all customers of an account as bytes that are searched quickly, and may be kept for
// as long as no customer is renamed. Inside a snapshot. Throws database::Error.
std::string read_customer_names(database::Session& session, std::int64_t account);

// The ids of those whose names are found, in order: in `names`, as read_customer_names() gave them,
// and of customers that came since. Inside a snapshot. Throws database::Error.
std::vector<std::int64_t> find_customers(database::Session& session, std::int64_t account,
                                         std::string_view names, const NameSearch& search);

}  // namespace callwidgets::accounts
