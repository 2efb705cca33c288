#pragma once
#include <string>
#include <string_view>

#include "accounts/customer.h"
#include "identity/caller.h"
#include "question/parameters.h"

namespace callwidgets::web {

// The bodies of `/customers` and `/customers/{id}`, of the customers that the caller may see.
// `names` as accounts::page() takes it. Both throw question::Problem and database::Error.
std::string customers_body(database::Session& session, const identity::Caller& caller,
                           const question::Parameters& parameters, std::string_view names);
std::string customer_body(database::Session& session, const identity::Caller& caller,
                          std::int64_t customer_id);

}  // namespace callwidgets::web
