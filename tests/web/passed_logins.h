// What a web server passes of a login, as a program in callwidgets' place sees it.
#pragma once

#include <string>
#include <vector>

#include "scripted_program.h"
#include "transports.h"

namespace callwidgets::test {

// mary and joe, each with the password `secret`.
inline constexpr const char* kRight = "Basic bWFyeTpzZWNyZXQ=";  // mary:secret
inline constexpr const char* kJoe = "Basic am9lOnNlY3JldA==";    // joe:secret
inline constexpr const char* kWrong = "Basic bWFyeTp3cm9uZw==";  // mary:wrong
inline constexpr const char* kBad = "Bearer bad";  // which the program answers with a 401 itself
inline constexpr const char* kNobody = "Basic YWRtaW46c2VjcmV0";  // admin:secret

// Headers by which a client might call itself mary.
inline const Headers kForged = {
    {"Remote-User", "mary"},   {"Remote_User", "mary"},      {"REMOTE_USER", "mary"},
    {"X-Remote-User", "mary"}, {"X-Forwarded-User", "mary"}, {"Redirect-Remote-User", "mary"},
    {"Proxy", "mary"},         {"Auth-User", "mary"}};

inline Headers as(const std::string& authorization) {
  return authorization.empty() ? Headers{} : Headers{{"Authorization", authorization}};
}

class PassedLogins {
 public:
  PassedLogins();

  // The status, and behind a 200 what the program was passed: `user=NAME authorization=VALUE`, and
  // `after STATUS` where an error led to it (REDIRECT_STATUS).
  static std::string seen(const Transport& front, const std::string& method,
                          const std::string& target, const Headers& headers = {});
  static std::string seen(const Transport& front, const std::string& authorization);

  // What a page of that origin is told of an answer of this status: the values of
  // Access-Control-Allow-Origin and -Credentials, with a blank between. A 401 has a challenge, and
  // nothing else has.
  static std::string told_to_page(const Transport& front, const std::string& origin,
                                  const std::string& authorization, int status);

  const Folder& folder() const { return folder_; }
  const Site& site() const { return site_; }
  std::string cgi() const { return folder_ / "cgi"; }              // as plain CGI
  std::string passwords() const { return folder_ / "passwords"; }  // as htpasswd writes them
  std::string digests() const { return folder_ / "digests"; }      // as htdigest does
  // A file with that text.
  std::string file(const std::string& name, const std::string& text) const;

  // Whatever was asked, over FastCGI, by somebody who is not `names`.
  std::string others_than(const std::vector<std::string>& names) const;
  void forget() { program_.forget(); }

 private:
  Folder folder_;
  Site site_;
  ScriptedProgram program_;
};

}  // namespace callwidgets::test
