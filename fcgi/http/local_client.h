#pragma once
#include "fcgi/http/request.h"

namespace callwidgets::web {

// Whether this host's own client asks, as the web server names it, and no proxy for another one.
inline bool is_of_this_host(const Request& request) {
  const std::string& peer = request.peer;
  return !request.forwarded && (peer == "127.0.0.1" || peer == "::1" || peer == "::ffff:127.0.0.1");
}

}  // namespace callwidgets::web
