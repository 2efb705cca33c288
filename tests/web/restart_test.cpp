// The program ends and starts again behind nginx, while clients go on asking.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <csignal>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "held_socket.h"
#include "scripted_program.h"
#include "transports.h"

namespace callwidgets::test {
namespace {

using std::chrono::milliseconds;

// Clients that ask one question after the other, each on a connection of its own, until the object
// is asked what became of them.
class Load {
 public:
  Load(const Transport& transport, int clients) {
    for (int i = 0; i < clients; ++i) {
      clients_.emplace_back([this, transport, i] {
        for (int n = 0; !ending_; ++n) ask(transport, i * 100'000 + n);
      });
    }
  }
  ~Load() { end(); }

  // How often each outcome came: "200", "503 {…}", or what failed.
  std::map<std::string, int> end() {
    ending_ = true;
    for (std::thread& client : clients_) client.join();
    clients_.clear();
    return outcomes_;
  }

 private:
  // Every other question is a new one, for the database.
  void ask(const Transport& transport, int n) {
    const std::string day = std::to_string(1970 + n % 1000) + "-01-01";
    const std::string target =
        n % 2 == 0
            ? "/widgets/data?type=call_totals&from_date=2020-01-01&to_date=2020-12-31"
            : "/widgets/data?type=unique_callers,call_totals&from_date=" + day + "&to_date=" + day;
    const Answer answer = transport.send({n % 10 == 0 ? "HEAD" : "GET", target, {}, {}});
    std::string outcome = answer.failure;
    if (outcome.empty()) outcome = std::to_string(answer.status);
    if (answer.status != 200) outcome += " " + answer.body;
    const std::lock_guard lock{mutex_};
    ++outcomes_[outcome];
  }

  std::atomic<bool> ending_{false};
  std::mutex mutex_;
  std::map<std::string, int> outcomes_;
  std::vector<std::thread> clients_;
};

std::string text(const std::map<std::string, int>& outcomes) {
  std::string all;
  for (const auto& [outcome, times] : outcomes) {
    all += std::to_string(times) + " times " + outcome + "\n";
  }
  return all;
}

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
              {"cache_control = public"}) {
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
    Load load{nginx.transport(), 6};
    for (int i = 0; i < 5; ++i) {
      pass(200);
      site_.stop();
      pass(20);
      site_.start();
      CPPUNIT_ASSERT_EQUAL(200, nginx.transport().send({"GET", "/customers", {}, {}}).status);
    }
    const auto outcomes = load.end();
    for (const auto& [outcome, times] : outcomes) {
      CPPUNIT_ASSERT_MESSAGE(text(outcomes),
                             outcome == "200" || outcome == "503 " ||
                                 outcome.starts_with("503 {\"errors\":[{\"code\":\"unavailable\""));
    }
  }

  void a_503_that_the_program_means_is_not_asked_twice() {
    const Nginx nginx{folder_, site_.socket()};
    ScriptedProgram program{
        site_.socket(), [](const Asked&) {
          return std::string("Status: 503 Service Unavailable\r\nRetry-After: 7\r\n\r\nbusy");
        }};
    for (size_t times = 1; times < 5; ++times) {
      const Answer answer = nginx.transport().send({"GET", "/customers", {}, {}});
      CPPUNIT_ASSERT_EQUAL(503, answer.status);
      CPPUNIT_ASSERT_EQUAL(std::string("busy"), answer.body);
      CPPUNIT_ASSERT_EQUAL(std::string("7"), answer.header("Retry-After"));
      CPPUNIT_ASSERT_EQUAL(times, program.asked().size());
    }
  }

 private:
  // The socket outlives the program, as systemd keeps it (INSTALL.md).
  void restart_under_load(const std::vector<std::string>& with, int signal) {
    const HeldSocket socket{site_.socket()};
    const Nginx nginx{folder_, site_.socket(), with};
    site_.start(socket.fd());
    Load load{nginx.transport(), 6};
    for (int i = 0; i < 5; ++i) {
      pass(300);
      site_.program().signal(signal);
      site_.stop();
      pass(100);
      site_.start(socket.fd());
    }
    pass(300);
    const auto outcomes = load.end();
    CPPUNIT_ASSERT_MESSAGE(text(outcomes),
                           outcomes.size() == 1 && outcomes.begin()->first == "200");
    CPPUNIT_ASSERT_MESSAGE(text(outcomes), outcomes.at("200") > 100);
  }

  Folder folder_;
  Site site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RestartTest, "restart_sqlite");

}  // namespace
}  // namespace callwidgets::test
