#pragma once
#include <memory>
#include <string>

#include "fcgi/http/response.h"

namespace callwidgets::web {

// A 200 with a JSON body, its entity tag and what caches may do with it.
Response json_response(std::shared_ptr<const std::string> body, const std::string& etag,
                       const char* cache_control);

// The same of a body that a browser may keep, and asks about each time.
Response json_response(std::string body);

}  // namespace callwidgets::web
