#pragma once
#include <string>

#include "accounts/customer.h"
#include "question/parameters.h"

namespace callwidgets::web {

// The bodies of `/customers` and `/customers/{id}`. Both throw question::Problem and
// database::Error.
std::string customers_body(database::Session& session, std::int64_t account,
                           const question::Parameters& parameters);
std::string customer_body(database::Session& session, std::int64_t account,
                          std::int64_t customer_id);

}  // namespace callwidgets::web
