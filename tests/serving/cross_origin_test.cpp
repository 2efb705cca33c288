#include "fcgi/http/cross_origin.h"

#include <cppunit/extensions/HelperMacros.h>

#include "fcgi/http/error_envelope.h"

using namespace callwidgets::web;
using callwidgets::question::Problem;

namespace {

class CrossOriginTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CrossOriginTest);
  CPPUNIT_TEST(named_origins_may_send_credentials_where_there_are_logins);
  CPPUNIT_TEST(a_star_never_goes_with_credentials);
  CPPUNIT_TEST(a_preflight_names_what_may_be_sent);
  CPPUNIT_TEST(others_are_told_nothing);
  CPPUNIT_TEST(refusals_carry_the_origins_headers_too);
  CPPUNIT_TEST_SUITE_END();

 public:
  static std::string header(const Response& response, const std::string& name) {
    std::string value = "absent";
    for (const auto& [is, has] : response.headers) {
      if (is != name) continue;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::string{"absent"}, value);
      value = has;
    }
    return value;
  }

  static Response marked(const CrossOrigin& cross_origin, const std::string& origin,
                         Response response = {}) {
    Request request;
    request.origin = origin;
    cross_origin.mark(request, response);
    return response;
  }

  static Response preflight(const CrossOrigin& cross_origin, const std::string& origin) {
    Request request;
    request.method = "OPTIONS";
    request.origin = origin;
    return cross_origin.preflight(request);
  }

  void named_origins_may_send_credentials_where_there_are_logins() {
    const CrossOrigin with{{page_, other_}, {}, true}, without{{page_}};
    for (const auto& response : {marked(with, page_), preflight(with, page_)}) {
      CPPUNIT_ASSERT_EQUAL(page_, header(response, "Access-Control-Allow-Origin"));
      CPPUNIT_ASSERT_EQUAL(std::string{"true"},
                           header(response, "Access-Control-Allow-Credentials"));
      CPPUNIT_ASSERT_EQUAL(std::string{"Origin"}, header(response, "Vary"));
      CPPUNIT_ASSERT_EQUAL(
          std::string{"ETag, Warning, Age, X-Cache, Retry-After, WWW-Authenticate"},
          header(response, "Access-Control-Expose-Headers"));
    }
    CPPUNIT_ASSERT_EQUAL(absent_,
                         header(marked(without, page_), "Access-Control-Allow-Credentials"));
  }

  void a_star_never_goes_with_credentials() {
    const CrossOrigin any{{"*"}, {}, true};
    for (const auto& response : {marked(any, page_), preflight(any, page_)}) {
      CPPUNIT_ASSERT_EQUAL(std::string{"*"}, header(response, "Access-Control-Allow-Origin"));
      CPPUNIT_ASSERT_EQUAL(absent_, header(response, "Access-Control-Allow-Credentials"));
    }
  }

  void a_preflight_names_what_may_be_sent() {
    const std::string always =
        "Authorization, Content-Type, Accept, If-None-Match, Cache-Control, Pragma, "
        "X-Requested-With, Access-Control-Allow-Origin";
    CPPUNIT_ASSERT_EQUAL(
        always, header(preflight(CrossOrigin{{page_}}, page_), "Access-Control-Allow-Headers"));
    const Response response = preflight(CrossOrigin{{page_}, {"X-Trace", "baggage"}}, page_);
    CPPUNIT_ASSERT_EQUAL(always + ", X-Trace, baggage",
                         header(response, "Access-Control-Allow-Headers"));
    CPPUNIT_ASSERT_EQUAL(std::string{"GET, HEAD, OPTIONS"},
                         header(response, "Access-Control-Allow-Methods"));
    CPPUNIT_ASSERT_EQUAL(std::string{"7200"}, header(response, "Access-Control-Max-Age"));
    CPPUNIT_ASSERT_EQUAL(204, response.status);
  }

  void others_are_told_nothing() {
    const CrossOrigin cross_origin{{page_}, {"X-Trace"}, true};
    for (const std::string origin :
         {"", "null", "https://page.example.evil", "https://page.exampl"}) {
      for (const auto& response : {marked(cross_origin, origin), preflight(cross_origin, origin)}) {
        CPPUNIT_ASSERT_EQUAL(std::string{"Origin"}, header(response, "Vary"));
        for (const auto& [name, value] : response.headers) {
          CPPUNIT_ASSERT_MESSAGE(name + " for " + origin, !name.starts_with("Access-Control"));
        }
      }
    }
  }

  void refusals_carry_the_origins_headers_too() {
    using Code = Problem::Code;
    const auto bearer = [&](const Problem& problem) {
      return header(error_envelope(problem), "WWW-Authenticate");
    };
    CPPUNIT_ASSERT_EQUAL(std::string{R"(Bearer realm="callwidgets")"},
                         bearer({Code::unauthorized, "a token is needed"}));
    CPPUNIT_ASSERT_EQUAL(std::string{R"(Bearer realm="callwidgets", error="invalid_token")"},
                         bearer({Code::invalid_token, "the token is not valid"}));
    CPPUNIT_ASSERT_EQUAL(absent_, bearer({Code::forbidden, "no"}));

    const std::pair<Problem, std::string> refusals[] = {
        {{Code::unauthorized, "m"}, R"(401 {"errors":[{"code":"unauthorized","message":"m"}]})"},
        {{Code::invalid_token, "m"}, R"(401 {"errors":[{"code":"unauthorized","message":"m"}]})"},
        {{Code::forbidden, "m"}, R"(403 {"errors":[{"code":"forbidden","message":"m"}]})"},
        {{Code::too_many_requests, "m", std::chrono::seconds{7}},
         R"(429 {"errors":[{"code":"too_many_requests","message":"m"}]})"}};
    for (const auto& [problem, answer] : refusals) {
      const auto response = marked(CrossOrigin{{page_}, {}, true}, page_, error_envelope(problem));
      CPPUNIT_ASSERT_EQUAL(answer, std::to_string(response.status) + " " + *response.body);
      CPPUNIT_ASSERT_EQUAL(page_, header(response, "Access-Control-Allow-Origin"));
      CPPUNIT_ASSERT_EQUAL(std::string{"true"},
                           header(response, "Access-Control-Allow-Credentials"));
      CPPUNIT_ASSERT_EQUAL(std::string{"no-store"}, header(response, "Cache-Control"));
      CPPUNIT_ASSERT_EQUAL(response.status == 429 ? std::string{"7"} : absent_,
                           header(response, "Retry-After"));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"2"},
                         header(error_envelope({Code::unavailable, "m"}), "Retry-After"));
  }

 private:
  const std::string page_ = "https://page.example", other_ = "http://localhost:4200";
  const std::string absent_ = "absent";
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CrossOriginTest, "cross_origin");

}  // namespace
