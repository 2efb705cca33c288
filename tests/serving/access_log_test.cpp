#include "fcgi/http/access_log.h"

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "site.h"

namespace callwidgets::web {

using namespace std::chrono_literals;

class AccessLogTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AccessLogTest);
  CPPUNIT_TEST(a_line_waits_for_a_tenth_of_a_second);
  CPPUNIT_TEST(many_do_not_wait);
  CPPUNIT_TEST(an_end_leaves_none_behind);
  CPPUNIT_TEST(a_line_says_who_asked_and_why_he_was_refused);
  CPPUNIT_TEST(a_token_that_strayed_is_not_told);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_line_waits_for_a_tenth_of_a_second() {
    AccessLog log{file_};
    const auto before = AccessLog::Clock::now();
    CPPUNIT_ASSERT(log.write_due(before) == AccessLog::Clock::time_point::max());
    add(log);
    const auto due = log.write_due(before);
    CPPUNIT_ASSERT(due >= before + 100ms && due <= AccessLog::Clock::now() + 100ms);
    // Others join it, and do not put it off.
    add(log);
    CPPUNIT_ASSERT(log.write_due(due - 1ms) == due);
    CPPUNIT_ASSERT_EQUAL(0L, lines());
    CPPUNIT_ASSERT(log.write_due(due) == AccessLog::Clock::time_point::max());
    CPPUNIT_ASSERT_EQUAL(2L, lines());
  }

  void many_do_not_wait() {
    AccessLog log{file_};
    for (int line = 0; line < 1000; ++line) add(log);
    CPPUNIT_ASSERT(lines() > 500);
    log.flush();
    CPPUNIT_ASSERT_EQUAL(1000L, lines());
  }

  void an_end_leaves_none_behind() {
    {
      AccessLog log{file_};
      add(log);
    }
    CPPUNIT_ASSERT_EQUAL(1L, lines());
  }

  void a_line_says_who_asked_and_why_he_was_refused() {
    AccessLog log{file_};
    add(log);
    Request request;
    Response response;
    response.caller = "login:mary\n\"x caller=joe";
    response.refusal = "wrong audience";
    log.add(request, response, 5us);
    log.flush();
    std::ifstream in{file_};
    std::string line;
    std::getline(in, line);
    CPPUNIT_ASSERT_MESSAGE(line, line.ends_with(" rows=0 caller=- reason=-"));
    std::getline(in, line);
    CPPUNIT_ASSERT_MESSAGE(
        line, line.ends_with(" rows=0 caller=login:mary??x?caller=joe reason=wrong-audience"));
  }

  void a_token_that_strayed_is_not_told() {
    AccessLog log{file_};
    const std::string secret(43, 's');
    Request request;
    request.path = "/cw_" + secret + "/x";
    request.query = "type=a&access_token=cw_" + secret + "&t=eyJ" + secret + "." + secret +
                    "&b=cw_short&c=" + std::string(340, 'c') + "cw_" + secret;
    Response response;
    response.caller = "login:cw_" + secret;
    log.add(request, response, 5us);
    log.flush();
    std::ifstream in{file_};
    std::string line;
    std::getline(in, line);
    for (const std::string told :
         {" path=/cw_.../x ", "access_token=cw_...&t=eyJ...&b=cw_short&c=ccc",
          "caller=login:cw_..."}) {
      CPPUNIT_ASSERT_MESSAGE(line, line.find(told) != line.npos);
    }
    CPPUNIT_ASSERT_MESSAGE(line, line.find("ssss") == line.npos);
  }

 private:
  static void add(AccessLog& log) {
    Request request;
    request.method = "GET";
    log.add(request, {}, 5us);
  }
  long lines() const {
    std::ifstream in{file_};
    return std::count(std::istreambuf_iterator<char>{in}, {}, '\n');
  }

  test::Folder folder_;
  const std::string file_ = folder_ / "access.log";
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(AccessLogTest, "access_log");

}  // namespace callwidgets::web
