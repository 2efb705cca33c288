#include "passed_logins.h"

#include <cppunit/TestAssert.h>

#include <algorithm>
#include <fstream>

namespace callwidgets::test {
namespace {

constexpr const char* kHead =
    "Status: 200 OK\r\nContent-Type: application/json\r\nCache-Control: private, no-cache\r\n"
    "ETag: \"e\"\r\nVary: Origin\r\n\r\n";

std::string all_of(const Asked& asked, const std::string& name) {
  std::string values;
  for (const auto& [is, value] : asked.params) {
    if (is == name && !value.empty()) values += (values.empty() ? "" : " and ") + value;
  }
  return values;
}

// Where the web server came here from an error, it says which.
std::string after_error(const Asked& asked) {
  const std::string status = all_of(asked, "REDIRECT_STATUS");
  return status.empty() || status == "200" ? "" : " after " + status;
}

// The program's own 401, of a token that it takes for a bad one.
constexpr const char* kBadToken =
    "Status: 401 Unauthorized\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n"
    "WWW-Authenticate: Bearer\r\nVary: Origin\r\nAccess-Control-Allow-Origin: https://mine\r\n\r\n";

std::string told(const Asked& asked) {
  if (asked["HTTP_AUTHORIZATION"] == kBad) return kBadToken;
  return std::string{kHead} + "user=" + all_of(asked, "REMOTE_USER") +
         all_of(asked, "REDIRECT_REMOTE_USER") +
         " authorization=" + all_of(asked, "HTTP_AUTHORIZATION") + after_error(asked);
}

}  // namespace

PassedLogins::PassedLogins()
    : site_(folder_, "site", "sqlite:none"), program_(site_.socket(), told) {
  file("passwords",
       "mary:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\njoe:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n");
  file("digests",
       "mary:callwidgets:d934e73ef4c872b18effe4cf4ab5d1f7\n"
       "joe:callwidgets:345f5879ac577b5f8fa09bf76c020d69\n");
  std::string bad = kBadToken;
  std::erase(bad, '\r');
  file("cgi", std::string{"#!/bin/sh\nif [ \"$HTTP_AUTHORIZATION\" = '"} + kBad +
                  "' ]; then printf '%s\n' '" + bad + "'; exit; fi\n" +
                  "printf 'Content-Type: application/json\nCache-Control: private, no-cache\n"
                  "ETag: \"e\"\nVary: Origin\n\nuser=%s%s authorization=%s%s' "
                  "\"$REMOTE_USER\" \"$REDIRECT_REMOTE_USER\" \"$HTTP_AUTHORIZATION\" "
                  "\"${REDIRECT_STATUS:+ after $REDIRECT_STATUS}\"\n");
  std::filesystem::permissions(cgi(), std::filesystem::perms{0755});
}

std::string PassedLogins::file(const std::string& name, const std::string& text) const {
  std::ofstream{folder_ / name} << text;
  return folder_ / name;
}

std::string PassedLogins::seen(const Transport& front, const std::string& method,
                               const std::string& target, const Headers& headers) {
  const Answer answer = front.send({method, target, headers, {}});
  if (!answer.failure.empty()) return answer.failure;
  return std::to_string(answer.status) + (answer.status == 200 ? " " + answer.body : "");
}

std::string PassedLogins::seen(const Transport& front, const std::string& authorization) {
  Headers headers;
  if (!authorization.empty()) headers = {{"Authorization", authorization}};
  const std::string one = seen(front, "GET", "/customers", headers),
                    other = seen(front, "GET", "/widgets/data?type=call_totals", headers);
  return one == other ? one : one + " but " + other;
}

std::string PassedLogins::told_to_page(const Transport& front, const std::string& origin,
                                       const std::string& authorization, int status) {
  Headers headers = as(authorization);
  headers.emplace_back("Origin", origin);
  const Answer answer = front.send({"GET", "/customers", headers, {}});
  CPPUNIT_ASSERT_EQUAL(status, answer.status);
  CPPUNIT_ASSERT_EQUAL(status == 401, answer.has("WWW-Authenticate"));
  return answer.header("Access-Control-Allow-Origin") + " " +
         answer.header("Access-Control-Allow-Credentials");
}

std::string PassedLogins::others_than(const std::vector<std::string>& names) const {
  std::string others;
  for (const Asked& asked : program_.asked()) {
    const std::string user = all_of(asked, "REMOTE_USER") + all_of(asked, "REDIRECT_REMOTE_USER");
    if (std::find(names.begin(), names.end(), user) == names.end())
      others += "'" + user + "' at " + asked["REQUEST_URI"] + "\n";
  }
  return others;
}

}  // namespace callwidgets::test
