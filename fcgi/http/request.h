#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

  // What says who asks. REDIRECT_HTTP_AUTHORIZATION and REDIRECT_REMOTE_USER stand in where Apache
  // has rewritten the path.
  std::string authorization;  // HTTP_AUTHORIZATION
  std::string remote_user;    // REMOTE_USER
  bool forwarded = false;     // HTTP_FORWARDED or HTTP_X_FORWARDED_FOR is there, if empty
  // There were two of HTTP_AUTHORIZATION, different ones of REMOTE_USER: none can be trusted.
  bool authorization_ambiguous = false, remote_user_ambiguous = false;

  // The variables that a setting may name as the caller's: `HTTP_X_` and USER in the name. Clients
  // send such headers too.
  std::vector<std::pair<std::string, std::string>> user_headers;
  bool more_user_headers = false;  // than are kept

  // One of them: empty where there is none. `ambiguous` where there are several of that name, or
  // may be: `X-Remote-User` and `X_Remote_User` are one, and Apache joins two by a comma and a
  // blank.
  struct UserHeader {
    std::string_view value;
    bool ambiguous = false;
  };
  UserHeader user_header(std::string_view variable) const;
};

}  // namespace callwidgets::web
