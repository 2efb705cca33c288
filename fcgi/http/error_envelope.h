#pragma once
#include "fcgi/http/response.h"
#include "question/problem.h"

namespace callwidgets::web {

// The answer that reports a problem: the status that belongs to it and the body `{"errors":[…]}`.
Response error_envelope(const question::Problem& problem);

// The Content-Type of all JSON answers, including errors.
inline constexpr const char* json_type = "application/json; charset=utf-8";

}  // namespace callwidgets::web
