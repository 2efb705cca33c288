#pragma once
#include <string_view>

#include "fcgi/http/request.h"

namespace callwidgets::web {

// Makes a request of what the web server passes of it.
class RequestFields {
 public:
  // `request` must outlive this.
  explicit RequestFields(Request& request) : request_(request) {}

  // One parameter (FastCGI) or environment variable (CGI) as the web server names it. Names that a
  // Request has no place for are ignored; of a repeated name the last value counts. The value's
  // bytes must stay until complete().
  void set(std::string_view name, std::string_view value);

  // Once all are set. An id that is not [A-Za-z0-9._-]{1,64} is replaced by a new one. A path that
  // is missing is taken from REQUEST_URI and SCRIPT_NAME, where these say it (mount_point.h); where
  // they contradict each other standard error says so, once in a process. Safe from any thread.
  void complete();

 private:
  Request& request_;
  std::string_view script_name_, request_uri_;
};

}  // namespace callwidgets::web
