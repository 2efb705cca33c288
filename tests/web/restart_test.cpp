// The program ends and starts again behind nginx, while clients go on asking.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <csignal>
#include <memory>
#include <thread>

#include "held_socket.h"
#include "scripted_program.h"
#include "steady_load.h"
#include "transports.h"

namespace callwidgets::test {
namespace {

using std::chrono::milliseconds;

void pass(int ms) { std::this_thread::sleep_for(milliseconds(ms)); }

class RestartTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RestartTest);
  CPPUNIT_TEST(a_restart_loses_no_request);
  CPPUNIT_TEST(a_restart_behind_the_cache_loses_no_request);
  CPPUNIT_TEST(a_killed_program_loses_no_request);
  CPPUNIT_TEST(a_program_with_a_socket_of_its_own_is_missed_in_words);
  CPPUNIT_TEST(a_503_that_the_program_means_is_not_asked_twice);
  CPPUNIT_TEST_SUITE_END();

 public:
  RestartTest()
      : site_(folder_, "site", fresh_database(Database::sqlite, folder_),
              {"auth = everyone", "cache_control = public"}) {
    site_.must_admin({"migrate"});
    site_.must_admin({"account", "add", "one"});
  }

  void a_restart_loses_no_request() { restart_under_load({}, SIGTERM); }
  void a_restart_behind_the_cache_loses_no_request() { restart_under_load({"cached"}, SIGTERM); }
  void a_killed_program_loses_no_request() { restart_under_load({}, SIGKILL); }

  // Nobody listens for a while, and no request can wait for that. Each gets the error of the
  // contract; as soon as the program is back, none.
  void a_program_with_a_socket_of_its_own_is_missed_in_words() {
    const Nginx nginx{folder_, site_.socket()};
    site_.start();
    SteadyLoad load{nginx.transport(), 6};
    for (int i = 0; i < 5; ++i) {
      pass(200);
      site_.stop();
      pass(20);
      site_.start();
      CPPUNIT_ASSERT_EQUAL(200, nginx.transport().send({"GET", "/customers", {}, {}}).status);
    }
    const auto outcomes = load.end();
    for (const auto& [outcome, times] : outcomes) {
      CPPUNIT_ASSERT_MESSAGE(SteadyLoad::text(outcomes),
                             outcome == "200" || outcome == "503 " ||
                                 outcome.starts_with("503 {\"errors\":[{\"code\":\"unavailable\""));
    }
  }

  void a_503_that_the_program_means_is_not_asked_twice() {
    const Nginx nginx{folder_, site_.socket()};
    const Apache apache{folder_, site_};
    ScriptedProgram program{
        site_.socket(), [](const Asked&) {
          return std::string("Status: 503 Service Unavailable\r\nRetry-After: 7\r\n\r\nbusy");
        }};
    size_t times = 0;
    for (const Transport& way : {nginx.transport(), apache.transport(Apache::Way::fcgi),
                                 apache.transport(Apache::Way::cached)}) {
      for (int i = 0; i < 5; ++i) {
        const Answer answer = way.send({"GET", "/customers", {}, {}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(way.name, 503, answer.status);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(way.name, std::string("busy"), answer.body);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(way.name, std::string("7"), answer.header("Retry-After"));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(way.name, ++times, program.asked().size());
      }
    }
  }

 private:
  // The socket outlives the program, as systemd keeps it (INSTALL.md).
  void restart_under_load(const std::vector<std::string>& with, int signal) {
    const HeldSocket socket{site_.socket()};
    const Nginx nginx{folder_, site_.socket(), with};
    site_.start(socket.fd());
    SteadyLoad load{nginx.transport(), 6};
    for (int i = 0; i < 5; ++i) {
      pass(300);
      site_.program().signal(signal);
      site_.stop();
      pass(100);
      site_.start(socket.fd());
    }
    pass(300);
    const auto outcomes = load.end();
    CPPUNIT_ASSERT_MESSAGE(SteadyLoad::text(outcomes),
                           outcomes.size() == 1 && outcomes.begin()->first == "200");
    CPPUNIT_ASSERT_MESSAGE(SteadyLoad::text(outcomes), outcomes.at("200") > 100);
  }

  Folder folder_;
  Site site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RestartTest, "restart_sqlite");

}  // namespace
}  // namespace callwidgets::test
