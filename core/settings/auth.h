#pragma once
#include <optional>
#include <string>

namespace callwidgets::settings {

// How callers prove who they are: by any of the first three, or one of the last two alone.
struct Auth {
  bool server = false;         // the web server has authenticated them
  bool token = false;          // a bearer token that the operator has given out
  bool signed_tokens = false;  // a token that a customer's own page has signed
  bool none = false;           // not at all, and this host alone is answered
  bool everyone = false;       // not at all, and everybody is answered

  // Whether some callers may see what others may not.
  bool has_logins() const { return server || token || signed_tokens; }

  // `server`, `token` and `signed` in any order, separated by commas; or `none`; or `everyone`.
  static std::optional<Auth> parse(const std::string& text);
  // As it is written in the settings.
  std::string text() const;

  bool operator==(const Auth&) const = default;
};

}  // namespace callwidgets::settings
