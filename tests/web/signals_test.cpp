// Signals at any moment, several at once: the program ends when it is asked to, once, and well. 8
// times each, or as often as CALLWIDGETS_SIGNALS says.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <random>
#include <sstream>
#include <thread>

#include "held_socket.h"
#include "random_calls.h"
#include "steady_load.h"
#include "transports.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

int rounds() {
  const char* given = std::getenv("CALLWIDGETS_SIGNALS");
  return given ? std::atoi(given) : 8;
}

std::string content(const std::string& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>(in), {}};
}

// Does the process catch this signal yet? Before that it ends as any program does.
bool catches(pid_t pid, int signal) {
  std::istringstream lines{content("/proc/" + std::to_string(pid) + "/status")};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("SigCgt:"))
      return (std::stoull(line.substr(7), nullptr, 16) >> (signal - 1)) & 1;
  }
  return false;
}

class SignalsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SignalsTest);
  CPPUNIT_TEST(two_signals_to_end_are_one);
  CPPUNIT_TEST(any_three_signals_end_it_well);
  CPPUNIT_TEST(a_rotated_access_log_is_opened_again);
  CPPUNIT_TEST(a_log_that_cannot_be_opened_again_goes_on);
  CPPUNIT_TEST_SUITE_END();

 public:
  SignalsTest()
      : site_(folder_, "site", fresh_database(Database::sqlite, folder_),
              {"access_log = " + access_log_, "cache_folder = " + (folder_ / "cache")}) {
    site_.must_admin({"migrate"});
    site_.must_admin({"account", "add", "one"});
  }

  // As mod_fcgid sends them.
  void two_signals_to_end_are_one() {
    end_under_load([this] { return std::vector<int>{SIGTERM, SIGTERM}; });
  }

  void any_three_signals_end_it_well() {
    end_under_load([this] {
      std::vector<int> signals = {any({SIGHUP, SIGUSR1, SIGTERM, SIGINT}),
                                  any({SIGHUP, SIGUSR1, SIGTERM, SIGINT}), any({SIGTERM, SIGINT})};
      std::shuffle(signals.begin(), signals.end(), random_);
      return signals;
    });
  }

  void a_rotated_access_log_is_opened_again() {
    site_.start();
    ask_at("/miscellaneous/ping");
    const std::string rotated = access_log_ + ".1";
    std::filesystem::rename(access_log_, rotated);
    ask_at("/widgets/datasources");
    CPPUNIT_ASSERT(logged_in(rotated, "/widgets/datasources"));
    site_.program().signal(SIGUSR1);
    // The file is there a moment before lines go into it.
    CPPUNIT_ASSERT(eventually([&] {
      ask_at("/miscellaneous/ping");
      return content(access_log_).find("/miscellaneous/ping") != std::string::npos;
    }));
    ask_at("/customers");
    CPPUNIT_ASSERT(logged_in(access_log_, "/customers"));
    CPPUNIT_ASSERT(content(rotated).find("/customers") == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(0, site_.program().stop());
  }

  void a_log_that_cannot_be_opened_again_goes_on() {
    site_.start();
    ask_at("/miscellaneous/ping");
    const std::string rotated = access_log_ + ".1";
    std::filesystem::rename(access_log_, rotated);
    std::filesystem::create_directory(access_log_);
    site_.program().signal(SIGUSR1);
    CPPUNIT_ASSERT(eventually(
        [&] { return content(site_.log_file()).find("cannot be opened") != std::string::npos; }));
    ask_at("/customers");
    CPPUNIT_ASSERT(logged_in(rotated, "/customers"));
    CPPUNIT_ASSERT_EQUAL(0, site_.program().stop());
  }

 private:
  void ask_at(const std::string& path) { CPPUNIT_ASSERT_EQUAL(200, site_.get(path).status); }

  static bool logged_in(const std::string& file, const std::string& path) {
    return eventually([&] { return content(file).find("path=" + path) != std::string::npos; });
  }

  int any(const std::vector<int>& signals) { return signals[below(signals.size())]; }
  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  // The socket outlives the program, as systemd keeps it: so nobody behind nginx may notice. The
  // signals come at any moment from when the program catches them, mostly while it ends.
  template <class Signals>
  void end_under_load(Signals signals) {
    const HeldSocket socket{site_.socket()};
    const Nginx nginx{folder_, site_.socket()};
    auto program = started(socket);
    SteadyLoad load{nginx.transport(), 6};
    std::string wrong;
    for (int round = 0; round < rounds() && wrong.empty(); ++round) {
      std::this_thread::sleep_for(milliseconds{below(120)});
      std::string sent;
      for (const int signal : signals()) {
        program->signal(signal);
        sent += " " + std::to_string(signal);
        std::this_thread::sleep_for(microseconds{below(2) ? below(40'000) : below(4'000)});
      }
      const int status = program->wait(std::chrono::seconds{10});
      if (status != 0) wrong = sent + ": status " + std::to_string(status);
      program = started(socket);
    }
    std::this_thread::sleep_for(milliseconds{300});
    const auto outcomes = load.end();
    const std::string seed = "CALLWIDGETS_RANDOM_SEED=" + std::to_string(seed_) + " ";
    CPPUNIT_ASSERT_EQUAL_MESSAGE(seed + content(site_.log_file()).substr(0, 2000), std::string(),
                                 wrong);
    CPPUNIT_ASSERT_MESSAGE(seed + SteadyLoad::text(outcomes),
                           outcomes.size() == 1 && outcomes.begin()->first == "200");
  }

  std::unique_ptr<Process> started(const HeldSocket& socket) {
    auto program = std::make_unique<Process>(
        std::vector<std::string>{program_path("callwidgets"), "--settings", site_.settings()},
        site_.log_file(), site_.log_file(), socket.fd());
    CPPUNIT_ASSERT(eventually([&] { return catches(program->pid(), SIGUSR1); }));
    return program;
  }

  const unsigned seed_ = random_seed();
  std::mt19937 random_{seed_};
  Folder folder_;
  const std::string access_log_ = folder_ / "access.log";
  Site site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SignalsTest, "signals_sqlite");

}  // namespace
}  // namespace callwidgets::test
