#pragma once
#include <string>

namespace callwidgets::web {

// What the web server told us of one request, whichever way it told it. Bytes as they came: nothing
// is decoded here.
struct Request {
  std::string method;             // REQUEST_METHOD
  std::string path;               // PATH_INFO, or what stands in for it (RequestFields)
  std::string query;              // QUERY_STRING
  std::string origin;             // HTTP_ORIGIN
  std::string if_none_match;      // HTTP_IF_NONE_MATCH
  std::string requested_method;   // HTTP_ACCESS_CONTROL_REQUEST_METHOD
  std::string requested_headers;  // HTTP_ACCESS_CONTROL_REQUEST_HEADERS
  std::string peer;               // REMOTE_ADDR
  std::string id;  // X-Request-Id where the web server passes a plain one, else made here
};

}  // namespace callwidgets::web
