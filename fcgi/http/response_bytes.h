#pragma once
#include <string>

#include "fcgi/http/response.h"

namespace callwidgets::web {

// The answer as a CGI program writes it: `Status:` line, headers, `Content-Length`, empty line,
// body; lines end in CR LF. A header whose name or value holds CR, LF or NUL is left out.
// Content-Length is the body's own size, whatever `headers` says; a 204 and a 304 have none, and no
// body.
std::string bytes(const Response& response);

// 503 with the error envelope and `Retry-After`, for a request that can't be taken on now.
Response unavailable(bool head);

// 400 with the error envelope, for a request whose parameters exceed the acceptor's bound.
Response too_long();

}  // namespace callwidgets::web
