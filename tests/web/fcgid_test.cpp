// Apache with mod_fcgid, which starts the program itself, several times.
#include <cppunit/extensions/HelperMacros.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <thread>

#include "mounted_test.h"
#include "passed_logins.h"
#include "steady_load.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

void pass(milliseconds time) { std::this_thread::sleep_for(time); }

class FcgidTest : public MountedTest {
  CPPUNIT_TEST_SUITE(FcgidTest);
  CPPUNIT_TEST(it_answers_at_each_mount_point);
  CPPUNIT_TEST(it_passes_all_of_a_request);
  CPPUNIT_TEST(it_knows_who_has_logged_in);
  CPPUNIT_TEST(it_offers_digest);
  CPPUNIT_TEST(it_makes_no_name_of_a_header);
  CPPUNIT_TEST(it_leaves_neighbours_alone);
  CPPUNIT_TEST(a_mistake_in_the_settings_is_told);
  CPPUNIT_TEST(there_are_eight_processes_at_most);
  CPPUNIT_TEST(processes_share_what_one_has_computed);
  CPPUNIT_TEST(a_signal_gets_new_settings_to_all_and_loses_nothing);
  CPPUNIT_TEST(a_graceful_restart_gets_new_settings_to_all_and_loses_next_to_nothing);
  CPPUNIT_TEST(a_killed_process_is_replaced);
  CPPUNIT_TEST_SUITE_END();

 public:
  void it_answers_at_each_mount_point() {
    for (const std::string mount : {"/api", "/2.4.9", "/cgi-bin/callwidgets.cgi", ""}) {
      answers(served({"mount=" + mount}), 403, mount.empty());
    }
  }

  void it_passes_all_of_a_request() { passes_all_of_a_request(served()); }

  void it_knows_who_has_logged_in() {
    asks_who();
    for (const char* mount : {"mount=/api", "mount="}) {
      knows_who_has_logged_in(served({mount, "login=" + passwords(), "opened=Require expr"}));
    }
  }

  void it_offers_digest() {
    asks_who();
    const WebServer server = served(
        {"digest=" + file("digests", "mary:callwidgets:d934e73ef4c872b18effe4cf4ab5d1f7\n")});
    const auto asked = [&](const std::string& password) {
      return run({"curl", "-s", "--noproxy", "*", "-m", "30", "--digest", "-u", "mary:" + password,
                  "-w", " %{http_code}", server.url() + "/customers"})
          .out;
    };
    const std::string answer = asked("secret");
    CPPUNIT_ASSERT_MESSAGE(
        answer, answer.ends_with(" 200") && answer.find("\"customer_id\":\"7\"") != answer.npos);
    CPPUNIT_ASSERT(asked("wrong").ends_with(" 401"));
  }

  void it_makes_no_name_of_a_header() {
    asks_who();
    makes_no_name_of_a_header(served());
  }

  void it_leaves_neighbours_alone() { leaves_neighbours_alone(served({"site=" + neighbours()})); }

  void a_mistake_in_the_settings_is_told() {
    site().settle({"auth = everyone", "workers = many"});
    const WebServer server = served();
    const Answer answer = server.transport().send({"GET", "/customers", {}, {}});
    CPPUNIT_ASSERT_EQUAL(500, answer.status);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"{\"errors\":[{\"code\":\"unavailable\",\"message\":\"the program behind this "
                    "address does not answer\"}]}"},
        answer.body);
    CPPUNIT_ASSERT_EQUAL(std::string{"application/json; charset=utf-8"},
                         answer.header("Content-Type"));
    CPPUNIT_ASSERT_EQUAL(std::string{"5"}, answer.header("Retry-After"));
    CPPUNIT_ASSERT_MESSAGE(logged(),
                           logged().find("callwidgets: workers is 'many'") != std::string::npos);
    site().settle({"auth = everyone"});
    CPPUNIT_ASSERT(eventually(
        [&] {
          return server.transport().send({"GET", "/customers", {}, {}}).status == 200;
        },
        seconds{20}, milliseconds{200}));
  }

  // However many are asked for: here none of them answers.
  void there_are_eight_processes_at_most() {
    const WebServer server = served();
    SteadyLoad load{server.transport(), 24};
    const auto stopped = [&] {
      const std::vector<pid_t> all = processes();
      for (const pid_t pid : all) kill(pid, SIGSTOP);
      return all.size();
    };
    eventually([&] { return stopped() >= 8; }, seconds{20}, milliseconds{100});
    for (int i = 0; i < 20; ++i) {
      stopped();
      pass(milliseconds{100});
    }
    const std::vector<pid_t> all = processes();
    for (const pid_t pid : all) kill(pid, SIGCONT);
    CPPUNIT_ASSERT_EQUAL(std::size_t{8}, all.size());
    CPPUNIT_ASSERT_EQUAL(0, lost_of("24 clients", load));
  }

  void processes_share_what_one_has_computed() {
    site().settle({"auth = everyone", "cache_folder = " + (folder() / "shared")});
    const WebServer server = served();
    const Request asked{
        "GET", "/widgets/data?type=call_totals&from_date=2020-01-01&to_date=2020-01-31", {}, {}};
    CPPUNIT_ASSERT(
        eventually([&] { return server.transport().send(asked).header("X-Cache") == "HIT"; },
                   seconds{10}, milliseconds{100}));
    pass(seconds{2});                              // which it takes until it lies in the folder
    const std::vector<pid_t> first = processes();  // two, where one was slow to be free again
    CPPUNIT_ASSERT(!first.empty());
    for (const pid_t pid : first) kill(pid, SIGKILL);
    CPPUNIT_ASSERT(eventually([&] { return processes().empty(); }));
    // For a moment it may be a stale one, as the new process reads the change feed first.
    Answer answer;
    const auto found = [&] {
      answer = server.transport().send(asked);
      return answer.header("X-Cache") != "STALE";
    };
    CPPUNIT_ASSERT(eventually(found));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.body + answer.failure, std::string{"HIT"},
                                 answer.header("X-Cache"));
    CPPUNIT_ASSERT(processes() != first);
  }

  // A process that has not begun to serve would be ended by the signal: so all are there before.
  void a_signal_gets_new_settings_to_all_and_loses_nothing() {
    const WebServer server = served();
    SteadyLoad load{server.transport(), 24};
    CPPUNIT_ASSERT(eventually([&] { return times_logged("serves on the inherited") == 8; },
                              seconds{30}, milliseconds{50}));
    follows(server, [&] {
      for (const pid_t pid : processes()) kill(pid, SIGHUP);
    });
    CPPUNIT_ASSERT_EQUAL(0, lost_of("HUP", load));
  }

  // mod_fcgid may hand a request to a process that it is about to end.
  void a_graceful_restart_gets_new_settings_to_all_and_loses_next_to_nothing() {
    const WebServer server = served();
    SteadyLoad load{server.transport(), 6};
    for (int i = 0; i < 4; ++i) {
      pass(seconds{1});
      follows(server, [&] { server.reload(); });
    }
    const int lost = lost_of("8 times graceful", load);
    CPPUNIT_ASSERT_MESSAGE(std::to_string(lost), lost <= 16);  // two a restart
  }

  // What it was answering is lost, and no more.
  void a_killed_process_is_replaced() {
    const WebServer server = served();
    SteadyLoad load{server.transport(), 6};
    int killed = 0;
    for (int i = 0; i < 20; ++i) {
      pass(milliseconds{500});
      const std::vector<pid_t> now = processes();
      if (now.empty()) continue;
      kill(now.front(), SIGKILL);
      ++killed;
    }
    const int lost = lost_of("SIGKILL of " + std::to_string(killed), load);
    CPPUNIT_ASSERT_MESSAGE(std::to_string(lost), lost <= 2 * killed);
  }

 private:
  WebServer served(const std::vector<std::string>& words = {}) {
    return WebServer{"fcgid", folder(), site(), words};
  }

  std::string logged() const {
    std::ifstream in{folder() / "fcgid/apache.error.log"};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  // Of the program: children of mod_fcgid's process manager, a child of Apache's.
  std::vector<pid_t> processes() const {
    pid_t apache = 0;
    std::ifstream{folder() / "fcgid/apache.pid"} >> apache;
    std::vector<pid_t> all;
    for (const pid_t manager : children(apache, "apache2")) {
      for (const pid_t pid : children(manager, "callwidgets")) all.push_back(pid);
    }
    return all;
  }

  static std::vector<pid_t> children(pid_t parent, const std::string& name) {
    std::vector<pid_t> all;
    for (const auto& entry : std::filesystem::directory_iterator{"/proc"}) {
      std::ifstream in{entry.path() / "stat"};
      std::string pid, is, state;
      pid_t of = 0;
      if (in >> pid >> is >> state >> of && of == parent && is == "(" + name + ")") {
        all.push_back(std::stoi(pid));
      }
    }
    return all;
  }

  // Settings that are changed twice, and each time asked for by `reload`.
  template <class Reload>
  void follows(const WebServer& server, Reload reload) {
    for (const std::string page : {"https://one.example", "https://two.example"}) {
      site().settle({"auth = everyone", "cors_origins = " + page});
      reload();
      const auto all_follow = [&] {
        for (int i = 0; i < 50; ++i) {
          const Answer answer =
              server.transport().send({"GET", "/customers", {{"Origin", page}}, {}});
          if (answer.header("Access-Control-Allow-Origin") != page) return false;
        }
        return true;
      };
      CPPUNIT_ASSERT_MESSAGE(page, eventually(all_follow, seconds{30}, milliseconds{100}));
    }
  }

  int times_logged(const std::string& words) const {
    const std::string text = logged();
    int times = 0;
    for (size_t at = 0; (at = text.find(words, at)) != text.npos; ++at) ++times;
    return times;
  }

  // How many requests got no answer of the program's.
  static int lost_of(const std::string& what, SteadyLoad& load) {
    const auto outcomes = load.end();
    int lost = 0;
    for (const auto& [outcome, times] : outcomes) lost += outcome == "200" ? 0 : times;
    std::cerr << what << ":\n" << SteadyLoad::text(outcomes);
    CPPUNIT_ASSERT_MESSAGE(SteadyLoad::text(outcomes), outcomes.contains("200"));
    return lost;
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FcgidTest, "fcgid_sqlite");

}  // namespace
}  // namespace callwidgets::test
