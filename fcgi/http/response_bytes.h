#pragma once
#include <string>

#include "fcgi/http/response.h"

namespace callwidgets::web {

// The answer in the form that a CGI program writes: a `Status:` line, headers, `Content-Length`, an
// empty line and the body. Lines end with CR LF. Headers whose name or value contains CR, LF or NUL
// are left out. Content-Length is always the size of the body. 204 and 304 have neither body nor
// Content-Length.
std::string bytes(const Response& response);

// 503 with an error envelope and `Retry-After`, for a request that cannot be accepted at present.
// `head`: the request's method is HEAD.
Response unavailable(bool head);

// 400 with an error envelope, for a request whose parameters are longer than the acceptor allows.
Response too_long();

}  // namespace callwidgets::web
