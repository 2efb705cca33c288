#pragma once
#include <string>

namespace callwidgets::web {

// One request as the web server passed it on, over FastCGI or CGI. All fields hold the bytes as
// they came; nothing is decoded.
struct Request {
  std::string method;         // REQUEST_METHOD
  std::string path;           // PATH_INFO, or what stands in for it (RequestFields)
  std::string query;          // QUERY_STRING
  std::string origin;         // HTTP_ORIGIN
  std::string if_none_match;  // HTTP_IF_NONE_MATCH
  // CALLWIDGETS_IF_NONE_MATCH, the client's own: a cache in front puts the tag of its copy, or
  // nothing, into the other one.
  std::string client_if_none_match;
  std::string requested_method;   // HTTP_ACCESS_CONTROL_REQUEST_METHOD
  std::string requested_headers;  // HTTP_ACCESS_CONTROL_REQUEST_HEADERS
  std::string peer;               // REMOTE_ADDR
  std::string front;  // CALLWIDGETS_FRONT: `nginx` where it acts on what is said to it alone
  std::string id;     // X-Request-Id if the web server passes a plain one, otherwise a random one
};

}  // namespace callwidgets::web
