#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace callwidgets::door {

// One answer. `body` may be shared with the cache; it is never changed once it stands here.
struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  // in the order in which they are sent
  std::shared_ptr<const std::string> body;                   // null: no body
  bool head = false;  // HEAD: Content-Length is the body's, the body stays away
};

}  // namespace callwidgets::door
