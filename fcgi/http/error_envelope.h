#pragma once
#include "fcgi/http/response.h"
#include "question/problem.h"

namespace callwidgets::web {

// The answer to a request that cannot be answered: the contract's status and `{"errors":[…]}`.
Response error_envelope(const question::Problem& problem);

// The header that JSON answers carry, errors too.
inline constexpr const char* json_type = "application/json; charset=utf-8";

}  // namespace callwidgets::web
