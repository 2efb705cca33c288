// The program as systemd starts it, behind nginx: when the first request comes, with a socket that
// systemd holds, in both forms in which it hands that over.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <signal.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "held_socket.h"
#include "import_site.h"
#include "steady_load.h"
#include "transports.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// systemd's own program for trying what a socket unit does: it waits for a connection, and becomes
// the service. `form`: `--inetd` is StandardInput=socket, nothing is LISTEN_FDS.
std::vector<std::string> activated(const Site& site, const std::string& form) {
  std::vector<std::string> words = {"systemd-socket-activate"};
  if (!form.empty()) words.push_back(form);
  words.insert(words.end(), {program_path("callwidgets"), "--settings", site.settings()});
  return words;
}

// As systemd does with `Restart=` and a socket unit: whenever the program has ended, the next
// connection starts another.
class Unit {
 public:
  Unit(const Site& site, const std::string& form, int socket)
      : site_(site), form_(form), socket_(socket), keeper_([this] { keep(); }) {}
  ~Unit() {
    ending_ = true;
    keeper_.join();
  }
  int ended() const { return ended_; }  // how many programs that had served

  // Sends it to the program as soon as one serves, and then returns.
  void signal(int number) {
    wanted_ = number;
    CPPUNIT_ASSERT(eventually([&] { return wanted_ == 0; }, seconds{20}));
  }

 private:
  void keep() {
    while (!ending_) {
      // The held socket comes in as systemd passes it, and goes on so.
      std::vector<std::string> words = {
          "sh", "-c", "exec 3<&0 </dev/null; export LISTEN_PID=$$ LISTEN_FDS=1; exec \"$@\"", "sh"};
      for (const std::string& word : activated(site_, form_)) words.push_back(word);
      const int served = lines();
      Process program{words, site_.log_file(), site_.log_file(), socket_};
      while (!ending_ && program.alive()) {
        if (lines() > served && wanted_ != 0) program.signal(wanted_.exchange(0));
        std::this_thread::sleep_for(milliseconds{5});
      }
      if (!ending_ && lines() > served) ++ended_;
    }
  }
  int lines() const {
    const std::string log =
        std::filesystem::exists(site_.log_file()) ? read_all(site_.log_file()) : std::string();
    int count = 0;
    const std::string line = "callwidgets serves on the inherited socket";
    for (auto at = log.find(line); at != log.npos; at = log.find(line, at + 1)) ++count;
    return count;
  }

  const Site& site_;
  const std::string form_;
  const int socket_;
  std::atomic<bool> ending_{false};
  std::atomic<int> wanted_{0}, ended_{0};
  std::thread keeper_;
};

class SystemdTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SystemdTest);
  CPPUNIT_TEST(the_first_request_starts_it);
  CPPUNIT_TEST(a_restart_loses_no_request);
  CPPUNIT_TEST(a_crash_loses_no_request);
  CPPUNIT_TEST(a_reload_loses_no_request);
  CPPUNIT_TEST(several_sockets_are_said);
  CPPUNIT_TEST_SUITE_END();

 public:
  SystemdTest() : site_(folder_, "site", fresh_database(Database::sqlite, folder_)) {
    site_.must_admin({"migrate"});
    site_.must_admin({"account", "add", "one"});
  }

  void the_first_request_starts_it() {
    for (const std::string form : {"--inetd", ""}) {
      const HeldSocket socket{site_.socket()};
      const Nginx nginx{folder_, site_.socket()};
      std::filesystem::remove(site_.log_file());
      const Unit unit{site_, form, socket.fd()};
      std::this_thread::sleep_for(milliseconds{300});
      CPPUNIT_ASSERT_MESSAGE(said(), said().find("serves on") == std::string::npos);
      const Answer answer = nginx.transport().send({"GET", "/customers", {}, {}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(form + answer.body, 200, answer.status);
      CPPUNIT_ASSERT_MESSAGE(said(), said().find("serves on the inherited") != std::string::npos);
    }
  }

  void a_restart_loses_no_request() { lives_through(SIGTERM); }
  void a_crash_loses_no_request() { lives_through(SIGKILL); }
  void a_reload_loses_no_request() { lives_through(SIGHUP); }

  void several_sockets_are_said() {
    const std::string one = folder_ / "one.sock", two = folder_ / "two.sock";
    std::vector<std::string> words = activated(site_, {});
    words.insert(words.begin() + 1, {"--listen=" + one, "--listen=" + two});
    Process program{words, site_.log_file(), site_.log_file()};
    CPPUNIT_ASSERT(eventually([&] { return std::filesystem::exists(two); }));
    over_fast_cgi(one, {"GET", "/customers", {}, {}});
    CPPUNIT_ASSERT_EQUAL(1, program.wait(seconds{10}));
    CPPUNIT_ASSERT_MESSAGE(said(), said().find("hands over 2 sockets") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(said(), said().find("leave one Listen") != std::string::npos);
  }

 private:
  void lives_through(int signal) {
    const int ended = signal == SIGHUP ? 0 : 1;
    for (const std::string form : {"--inetd", ""}) {
      const HeldSocket socket{site_.socket()};
      const Nginx nginx{folder_, site_.socket()};
      std::filesystem::remove(site_.log_file());
      Unit unit{site_, form, socket.fd()};
      SteadyLoad load{nginx.transport(), 6};
      for (int times = 1; times <= 5; ++times) {
        std::this_thread::sleep_for(milliseconds{200});
        unit.signal(signal);
        CPPUNIT_ASSERT(eventually([&] { return unit.ended() == times * ended; }, seconds{20}));
      }
      std::this_thread::sleep_for(milliseconds{200});
      const auto outcomes = load.end();
      CPPUNIT_ASSERT_MESSAGE(form + SteadyLoad::text(outcomes),
                             outcomes.size() == 1 && outcomes.begin()->first == "200");
      CPPUNIT_ASSERT_MESSAGE(SteadyLoad::text(outcomes), outcomes.at("200") > 100);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(form, 5 * ended, unit.ended());
    }
  }

  std::string said() const {
    return std::filesystem::exists(site_.log_file()) ? read_all(site_.log_file()) : std::string();
  }

  Folder folder_;
  Site site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SystemdTest, "systemd_sqlite");

}  // namespace
}  // namespace callwidgets::test
