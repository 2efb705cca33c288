// The program kept by spawn-fcgi and the script that is shipped for it, behind nginx.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "installed_host.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

const std::string kScript = "/etc/init.d/callwidgets ";
const std::string kPidFile = "/run/callwidgets/callwidgets.pid";
const std::string kSocket = "/run/callwidgets/callwidgets.sock";

class SpawnFcgiTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SpawnFcgiTest);
  CPPUNIT_TEST(only_the_web_server_may_open_the_socket);
  CPPUNIT_TEST(a_reload_reads_the_settings_again);
  CPPUNIT_TEST(after_a_stop_nobody_is_there);
  CPPUNIT_TEST(a_restart_is_another_process);
  CPPUNIT_TEST(a_killed_program_leaves_nothing_in_the_way);
  CPPUNIT_TEST(two_starts_are_one_program);
  CPPUNIT_TEST(the_socket_of_a_program_that_lives_is_its_own);
  CPPUNIT_TEST(a_start_that_fails_says_why);
  CPPUNIT_TEST(a_process_of_somebody_elses_is_left_alone);
  CPPUNIT_TEST(a_dead_process_that_nobody_waited_for_does_not_run);
  CPPUNIT_TEST_SUITE_END();

 public:
  SpawnFcgiTest() : host_(folder_, {"nginx", "nginx", "spawn-fcgi"}) { host_.serve(); }

  void setUp() override { answers(); }

  void only_the_web_server_may_open_the_socket() {
    const auto mode = std::filesystem::status(host_.path(kSocket)).permissions();
    CPPUNIT_ASSERT(mode == std::filesystem::perms{0660});
    if (geteuid() == 0) {
      CPPUNIT_ASSERT_EQUAL(std::string("64017 www-data\n"),
                           host_.type("stat -c '%u %G' " + kSocket).out);
    }
    const std::string log = host_.text("/var/log/callwidgets/callwidgets.log");
    CPPUNIT_ASSERT_MESSAGE(log, log.find("serves on the inherited socket") != log.npos);
  }

  void a_reload_reads_the_settings_again() {
    const pid_t before = pid();
    host_.type("sed -i 's/^auth .*/auth = token/' /etc/callwidgets/callwidgets.conf");
    host_.type(kScript + "reload");
    CPPUNIT_ASSERT(eventually([&] { return host_.get("/customers").status == 401; }));
    CPPUNIT_ASSERT_EQUAL(before, pid());
  }

  void after_a_stop_nobody_is_there() {
    const pid_t process = pid();
    CPPUNIT_ASSERT_EQUAL("callwidgets runs, process " + std::to_string(process) + "\n",
                         host_.type(kScript + "status").out);
    host_.type(kScript + "stop");
    CPPUNIT_ASSERT(!runs(process));
    CPPUNIT_ASSERT_EQUAL(503, host_.get("/customers").status);
    CPPUNIT_ASSERT_EQUAL(std::string("callwidgets isn't running\n3\n"),
                         host_.type(kScript + "status || echo $?").out);
    CPPUNIT_ASSERT_EQUAL(std::string("7\n"), host_.type(kScript + "reload || echo $?").out);
    host_.type(kScript + "stop");
    host_.type(kScript + "start");
    answers();
  }

  void a_restart_is_another_process() {
    const pid_t before = pid();
    host_.type(kScript + "restart");
    CPPUNIT_ASSERT(before != pid());
    CPPUNIT_ASSERT(!runs(before));
    answers();
  }

  // Its socket's file and its pid file are still there.
  void a_killed_program_leaves_nothing_in_the_way() {
    kill();
    CPPUNIT_ASSERT(std::filesystem::exists(host_.path(kSocket)));
    CPPUNIT_ASSERT(std::filesystem::exists(host_.path(kPidFile)));
    CPPUNIT_ASSERT_EQUAL(503, host_.get("/customers").status);
    host_.type(kScript + "start");
    answers();
  }

  void two_starts_are_one_program() {
    const pid_t process = pid();
    CPPUNIT_ASSERT_EQUAL(std::string(), host_.type(kScript + "start 2>&1").out);
    CPPUNIT_ASSERT_EQUAL(process, pid());
    CPPUNIT_ASSERT(runs(process));
    answers();
    kill();
    host_.type(kScript + "start & " + kScript + "start; wait $!");
    CPPUNIT_ASSERT(runs(pid()));
    answers();
    // Both are the one that the pid file names.
    host_.type(kScript + "stop");
    CPPUNIT_ASSERT_EQUAL(503, host_.get("/customers").status);
  }

  // Whoever has lost its pid file.
  void the_socket_of_a_program_that_lives_is_its_own() {
    const pid_t process = pid();
    std::filesystem::remove(host_.path(kPidFile));
    const Finished done = host_.type(kScript + "start || echo $?");
    CPPUNIT_ASSERT_EQUAL(std::string("1\n"), done.out);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("already in use") != std::string::npos);
    answers();
    ::kill(process, SIGTERM);
    CPPUNIT_ASSERT(eventually([&] { return !runs(process); }));
    host_.type(kScript + "start");
    answers();
  }

  void a_start_that_fails_says_why() {
    host_.type(kScript + "stop");
    host_.type("echo 'colour = red' >>/etc/callwidgets/callwidgets.conf");
    const Finished done = host_.type(kScript + "start || echo $?");
    CPPUNIT_ASSERT_EQUAL(std::string("1\n"), done.out);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("callwidgets doesn't start") != done.err.npos);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("colour") != done.err.npos);
    host_.type("sed -i '/colour/d' /etc/callwidgets/callwidgets.conf");
    host_.type(kScript + "start");
    answers();
  }

  // Numbers of processes are given again.
  void a_process_of_somebody_elses_is_left_alone() {
    kill();
    Process other{{"sleep", "600"}, "/dev/null", "/dev/null"};
    std::ofstream{host_.path(kPidFile)} << other.pid() << '\n';
    host_.type(kScript + "start");
    answers();
    std::ofstream{host_.path(kPidFile + ".ours")} << pid();
    std::ofstream{host_.path(kPidFile)} << other.pid() << '\n';
    host_.type(kScript + "stop");
    CPPUNIT_ASSERT(other.alive());
    answers();
    host_.type("cp -p " + kPidFile + ".ours " + kPidFile);
  }

  void a_dead_process_that_nobody_waited_for_does_not_run() {
    kill();
    Process dead{{host_.path("/usr/local/bin/callwidgets"), "--settings",
                  host_.path("/etc/callwidgets/callwidgets.conf")},
                 "/dev/null",
                 "/dev/null"};
    const std::string process = "/proc/" + std::to_string(dead.pid());
    CPPUNIT_ASSERT(eventually([&] { return line_of(process + "/comm") == "callwidgets"; }));
    dead.signal(SIGKILL);
    CPPUNIT_ASSERT(eventually(
        [&] { return line_of(process + "/stat").find("(callwidgets) Z") != std::string::npos; }));
    std::ofstream{host_.path(kPidFile)} << dead.pid() << '\n';
    CPPUNIT_ASSERT_EQUAL(std::string("callwidgets isn't running\n3\n"),
                         host_.type(kScript + "status || echo $?").out);
    host_.type(kScript + "start");
    answers();
  }

 private:
  void answers() const {
    const Answer answer = host_.get("/widgets/data?type=call_totals");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.failure + answer.body, 200, answer.status);
  }

  pid_t pid() const {
    pid_t pid = 0;
    std::ifstream{host_.path(kPidFile)} >> pid;
    CPPUNIT_ASSERT(pid > 1);
    return pid;
  }

  void kill() const {
    const pid_t process = pid();
    ::kill(process, SIGKILL);
    CPPUNIT_ASSERT(eventually([&] { return !runs(process); }));
  }

  static std::string line_of(const std::string& file) {
    std::ifstream in{file};
    std::string line;
    std::getline(in, line);
    return line;
  }

  static bool runs(pid_t process) {
    const std::string stat = line_of("/proc/" + std::to_string(process) + "/stat");
    return !stat.empty() && stat.find(") Z") == std::string::npos;
  }

  Folder folder_;
  InstalledHost host_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SpawnFcgiTest, "spawn_fcgi_sqlite");

}  // namespace
}  // namespace callwidgets::test
