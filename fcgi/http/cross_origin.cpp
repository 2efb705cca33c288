#include "fcgi/http/cross_origin.h"

#include <algorithm>

namespace callwidgets::web {

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
  response.headers.emplace_back("Access-Control-Expose-Headers", "ETag");
}

Response CrossOrigin::preflight(const Request& request) const {
  Response response;
  response.status = 204;
  response.headers.emplace_back("Allow", allowed_methods);
  mark(request, response);
  if (allows(request.origin)) {
    response.headers.emplace_back("Access-Control-Allow-Methods", allowed_methods);
    // The platform's widgets library sets a request header of this odd name, so browsers ask for
    // it.
    response.headers.emplace_back("Access-Control-Allow-Headers",
                                  "Access-Control-Allow-Origin, Content-Type, If-None-Match");
    response.headers.emplace_back("Access-Control-Max-Age", "600");
  }
  return response;
}

}  // namespace callwidgets::web
