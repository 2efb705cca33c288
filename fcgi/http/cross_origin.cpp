#include "fcgi/http/cross_origin.h"

#include <algorithm>
#include <utility>

namespace callwidgets::web {
namespace {

// What pages may send, by name: `*` would not stand for Authorization, and for nothing where
// credentials come along. The platform's widgets library sets a request header of the last name,
// odd as it is.
constexpr const char* always_allowed =
    "Authorization, Content-Type, Accept, If-None-Match, Cache-Control, Pragma, X-Requested-With, "
    "Access-Control-Allow-Origin";

constexpr const char* readable = "ETag, Warning, Age, X-Cache, Retry-After, WWW-Authenticate";

}  // namespace

CrossOrigin::CrossOrigin(std::vector<std::string> origins,
                         const std::vector<std::string>& more_headers, bool logins)
    : origins_(std::move(origins)), headers_(always_allowed), logins_(logins) {
  for (const std::string& name : more_headers) headers_ += ", " + name;
}

bool CrossOrigin::allows(const std::string& origin) const {
  if (origin.empty()) return false;
  return std::any_of(origins_.begin(), origins_.end(), [&](const std::string& allowed) {
    return allowed == "*" || allowed == origin;
  });
}

void CrossOrigin::mark(const Request& request, Response& response) const {
  response.headers.emplace_back("Vary", "Origin");
  if (!allows(request.origin)) return;
  const bool any = origins_.front() == "*";
  response.headers.emplace_back("Access-Control-Allow-Origin", any ? "*" : request.origin);
  if (logins_ && !any) response.headers.emplace_back("Access-Control-Allow-Credentials", "true");
  response.headers.emplace_back("Access-Control-Expose-Headers", readable);
}

Response CrossOrigin::preflight(const Request& request) const {
  Response response;
  response.status = 204;
  response.headers.emplace_back("Allow", allowed_methods);
  mark(request, response);
  if (allows(request.origin)) {
    response.headers.emplace_back("Access-Control-Allow-Methods", allowed_methods);
    response.headers.emplace_back("Access-Control-Allow-Headers", headers_);
    response.headers.emplace_back("Access-Control-Max-Age", "7200");
  }
  return response;
}

}  // namespace callwidgets::web
