#pragma once
#include <optional>
#include <string>
#include <vector>

namespace callwidgets::settings {

// The CGI variable in which the value of a header arrives that a proxy may name a user in, such as
// HTTP_X_REMOTE_USER of `X-Remote-User`; nothing where the name is none for that. It has to begin
// with `X-` and to hold `User`: so it is none that clients send for other purposes (Authorization,
// Cookie, X-Forwarded-For, X-User-Agent), and web::Request::user_headers has it.
std::optional<std::string> user_header_variable(const std::string& name);

// Names of headers, separated by commas; nothing where one is no name.
std::optional<std::vector<std::string>> header_names(const std::string& text);

}  // namespace callwidgets::settings
