#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <utility>
#include <vector>

#include "fcgi/http/request_fields.h"

using namespace callwidgets::web;

namespace {

using Passed = std::vector<std::pair<std::string, std::string>>;

Request request_of(const Passed& passed) {
  Request request;
  RequestFields fields{request};
  for (const auto& [name, value] : passed) fields.set(name, value);
  fields.complete();
  return request;
}

std::string user_of(const Passed& passed) {
  const Request request = request_of(passed);
  return request.remote_user + (request.remote_user_ambiguous ? " ambiguous" : "");
}

std::string authorization_of(const Passed& passed) {
  const Request request = request_of(passed);
  return request.authorization + (request.authorization_ambiguous ? " ambiguous" : "");
}

std::string header_of(const Passed& passed) {
  const Request request = request_of(passed);
  const auto [value, ambiguous] = request.user_header("HTTP_X_REMOTE_USER");
  return std::string{value} + (ambiguous ? " ambiguous" : "");
}

// What a web server passes about who asks.
class CallerFieldsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CallerFieldsTest);
  CPPUNIT_TEST(a_user_is_whom_the_server_names);
  CPPUNIT_TEST(a_user_of_a_failed_login_is_none);
  CPPUNIT_TEST(two_users_are_ambiguous);
  CPPUNIT_TEST(an_authorization_comes_once);
  CPPUNIT_TEST(a_clients_header_is_no_user);
  CPPUNIT_TEST(a_forwarded_request_is_told);
  CPPUNIT_TEST(a_users_header_comes_once);
  CPPUNIT_TEST(many_headers_hide_none);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_user_is_whom_the_server_names() {
    CPPUNIT_ASSERT_EQUAL(std::string{}, user_of({}));
    CPPUNIT_ASSERT_EQUAL(std::string{"mary"}, user_of({{"REMOTE_USER", "mary"}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"mary"}, user_of({{"REDIRECT_REMOTE_USER", "mary"}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"mary"},
                         user_of({{"REDIRECT_REMOTE_USER", "joe"}, {"REMOTE_USER", "mary"}}));
    // Whom the server names as nobody is nobody.
    CPPUNIT_ASSERT_EQUAL(std::string{},
                         user_of({{"REMOTE_USER", ""}, {"REDIRECT_REMOTE_USER", "joe"}}));
  }

  void a_user_of_a_failed_login_is_none() {
    const std::pair<std::string, std::string> user{"REMOTE_USER", "mary"},
        former{"REDIRECT_REMOTE_USER", "mary"};
    for (const auto& name : {user, former}) {
      CPPUNIT_ASSERT_EQUAL(std::string{"mary"}, user_of({{"REDIRECT_STATUS", "200"}, name}));
      CPPUNIT_ASSERT_EQUAL(std::string{}, user_of({name, {"REDIRECT_STATUS", "401"}}));
      CPPUNIT_ASSERT_EQUAL(std::string{}, user_of({{"REDIRECT_STATUS", "404"}, name}));
      CPPUNIT_ASSERT_EQUAL(
          std::string{},
          user_of({{"REDIRECT_REDIRECT_STATUS", "401"}, name, {"REDIRECT_STATUS", "200"}}));
    }
  }

  void two_users_are_ambiguous() {
    const std::pair<std::string, std::string> mary{"REMOTE_USER", "mary"};
    CPPUNIT_ASSERT_EQUAL(std::string{"mary"}, user_of({mary, mary}));
    CPPUNIT_ASSERT(user_of({mary, {"REMOTE_USER", "joe"}}).ends_with(" ambiguous"));
    CPPUNIT_ASSERT(user_of({mary, {"REMOTE_USER", ""}}).ends_with(" ambiguous"));
    CPPUNIT_ASSERT(user_of({{"REMOTE_USER", ""}, mary}).ends_with(" ambiguous"));
  }

  void an_authorization_comes_once() {
    const std::pair<std::string, std::string> one{"HTTP_AUTHORIZATION", "Bearer a"},
        former{"REDIRECT_HTTP_AUTHORIZATION", "Bearer b"};
    CPPUNIT_ASSERT_EQUAL(std::string{}, authorization_of({}));
    CPPUNIT_ASSERT_EQUAL(std::string{"Bearer a"}, authorization_of({one}));
    CPPUNIT_ASSERT_EQUAL(std::string{"Bearer b"}, authorization_of({former}));
    CPPUNIT_ASSERT_EQUAL(std::string{"Bearer a"}, authorization_of({former, one}));
    CPPUNIT_ASSERT_EQUAL(std::string{"Bearer a ambiguous"}, authorization_of({one, one}));
    const std::string long_one(65'536, 'x');
    CPPUNIT_ASSERT(authorization_of({{"HTTP_AUTHORIZATION", long_one}}) == long_one);
  }

  void a_clients_header_is_no_user() {
    for (const char* name : {"HTTP_REMOTE_USER", "HTTP_X_REMOTE_USER", "HTTP_REDIRECT_REMOTE_USER",
                             "HTTP_AUTH_USER", "HTTP_PROXY", "AUTHORIZATION", "REMOTE_USERS",
                             "AUTH_USER", "LOGNAME", "USER", "REMOTE_IDENT"}) {
      const Request request = request_of({{name, "mary"}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::string{}, request.remote_user);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::string{}, request.authorization);
      CPPUNIT_ASSERT_MESSAGE(name, !request.remote_user_ambiguous);
    }
  }

  void a_forwarded_request_is_told() {
    CPPUNIT_ASSERT(!request_of({{"REMOTE_ADDR", "127.0.0.1"}}).forwarded);
    for (const char* name : {"HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR"}) {
      for (const char* value : {"", "127.0.0.1"}) {
        CPPUNIT_ASSERT_MESSAGE(name, request_of({{name, value}}).forwarded);
      }
    }
    CPPUNIT_ASSERT(!request_of({{"HTTP_X_FORWARDED_HOST", "x"}}).forwarded);
  }

  void a_users_header_comes_once() {
    const std::pair<std::string, std::string> mary{"HTTP_X_REMOTE_USER", "mary"};
    CPPUNIT_ASSERT_EQUAL(std::string{}, header_of({}));
    CPPUNIT_ASSERT_EQUAL(std::string{"mary"}, header_of({mary}));
    CPPUNIT_ASSERT_EQUAL(std::string{}, header_of({{"HTTP_X_OTHER_USER", "mary"}}));
    CPPUNIT_ASSERT(header_of({mary, {"HTTP_X_REMOTE_USER", "admin"}}).ends_with(" ambiguous"));
    CPPUNIT_ASSERT(header_of({mary, mary}).ends_with(" ambiguous"));
    // As Apache joins two.
    CPPUNIT_ASSERT(header_of({{"HTTP_X_REMOTE_USER", "admin, mary"}}).ends_with(" ambiguous"));
    CPPUNIT_ASSERT_EQUAL(std::string{"cn=mary,ou=a"},
                         header_of({{"HTTP_X_REMOTE_USER", "cn=mary,ou=a"}}));
    // Others may come as often as they like.
    const std::pair<std::string, std::string> other{"HTTP_X_OTHER_USER", "x"};
    CPPUNIT_ASSERT_EQUAL(std::string{"mary"}, header_of({other, mary, other}));
  }

  // Not even the proxy's own behind those of a client.
  void many_headers_hide_none() {
    const std::pair<std::string, std::string> other{"HTTP_X_OTHER_USER", "x"};
    const Passed many{
        {"HTTP_X_REMOTE_USER", "admin"}, other, other, other, {"HTTP_X_REMOTE_USER", "mary"}};
    CPPUNIT_ASSERT(header_of(many).ends_with(" ambiguous"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, request_of(many).user_headers.size());
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CallerFieldsTest, "caller_fields");

}  // namespace
