// Clients ask at random while calls are imported, the database dies and hangs, the settings are
// read again and the program is restarted: whatever is answered was right. For 20 seconds, or as
// many as CALLWIDGETS_MIXED_SECONDS says (ctest ends a test after 900: run web_tests for more).
#include <signal.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "own_server.h"
#include "random_calls.h"
#include "served_test.h"
#include "version_history.h"

namespace callwidgets::test {
namespace {

using Clock = VersionHistory::Clock;

// After this much quiet the database is no excuse any more. (2 s, widened.)
constexpr seconds kRecovered{8};

int duration() {
  const char* given = std::getenv("CALLWIDGETS_MIXED_SECONDS");
  return given ? std::atoi(given) : 20;
}

// What the clients found, and what may excuse it.
class Findings {
 public:
  void count(const std::string& what) {
    const std::lock_guard lock{mutex_};
    ++counts_[what];
  }
  void wrong(const std::string& what) {
    const std::lock_guard lock{mutex_};
    if (wrong_.size() < 5) wrong_.push_back(what);
  }
  std::string wrongs() const {
    const std::lock_guard lock{mutex_};
    std::string all;
    for (const std::string& what : wrong_) all += what + "\n";
    return all;
  }
  int counted(const std::string& what) const {
    const std::lock_guard lock{mutex_};
    const auto found = counts_.find(what);
    return found == counts_.end() ? 0 : found->second;
  }
  std::string counts() const {
    const std::lock_guard lock{mutex_};
    std::string all;
    for (const auto& [what, number] : counts_) all += what + " " + std::to_string(number) + ", ";
    return all;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, int> counts_;
  std::vector<std::string> wrong_;
};

// Something that lasts from begin() to end(), and comes again.
class Trouble {
 public:
  void begin() { is_on_ = true; }
  void end() {
    ended_ = Clock::now();
    is_on_ = false;
  }
  // Whether it was on within `after` before `from`, or since.
  bool excuses(Clock::time_point from, seconds after) const {
    return is_on_ || ended_.load() + after >= from;
  }

 private:
  std::atomic<bool> is_on_{false};
  std::atomic<Clock::time_point> ended_{Clock::time_point{}};
};

class MixedLoad {
 public:
  void run() {
    random_.seed(seed_);
    site_.must_admin({"migrate"});
    site_.must_admin({"account", "add", "one"});
    const std::string first = calls_.file(600, oracle_);
    for (const OracleQuestion& question : history_.questions()) {
      CPPUNIT_ASSERT(!question.customer || oracle_.knows(*question.customer));
    }
    history_.begin(oracle_);
    import(first);
    site_.start();
    std::vector<std::thread> clients;
    for (unsigned i = 0; i < 4; ++i) clients.emplace_back([this, i] { ask(seed_ + i); });
    std::string failed;
    try {
      disturb();
    } catch (const std::exception& error) {
      failed = error.what();
    }
    over_ = true;
    for (std::thread& client : clients) client.join();
    std::cerr << findings_.counts() << "versions " << history_.versions() << std::endl;
    CPPUNIT_ASSERT_EQUAL(std::string(), failed);
    CPPUNIT_ASSERT_EQUAL(std::string(), findings_.wrongs());
    CPPUNIT_ASSERT(findings_.counted("HIT") > 0 && findings_.counted("MISS") > 0);
    CPPUNIT_ASSERT(findings_.counted("STALE") > 0);
    for (const OracleQuestion& question : history_.questions()) settles(question);
    CPPUNIT_ASSERT_MESSAGE(
        "RSS after warm-up " + std::to_string(warm_) + " kB, at the end " + std::to_string(last_),
        last_ * 2 <= warm_ * 3);
  }

 private:
  // One round after the other of all that may happen. In the last two fifths of the time the
  // program isn't restarted, so that its size can be compared.
  void disturb() {
    const auto start = Clock::now();
    const auto end = start + seconds{duration()},
               last_restart = start + seconds{duration()} * 3 / 5;
    for (int round = 0; warm_ == 0 || Clock::now() < end; ++round) {
      pause(1000);
      import_more();
      if (Clock::now() >= end) break;
      switch (round % 5) {
        case 0:
          reload();
          break;
        case 1:
          if (Clock::now() < last_restart) restart_program();
          break;
        case 2:
          kill_server_while_importing();
          break;
        case 3:
          hang_server();
          break;
        default:
          break;
      }
      if (warm_ == 0 && Clock::now() > last_restart) {
        pause(1500);
        warm_ = resident();
      }
    }
    last_ = resident();
  }

  void import_more() {
    const std::string text = calls_.file(5 + below(10), oracle_);
    history_.begin(oracle_);
    import(text);
  }

  // The import succeeds in the end, however often it is tried: the same calls again change nothing.
  void import(const std::string& text) {
    Finished done;
    eventually(
        [&] {
          return (done = site_.admin({"import", "-"}, text)).status == 0;
        },
        seconds{20}, milliseconds{100});
    if (done.status != 0) throw std::runtime_error("import: " + done.err);
    history_.end();
  }

  void kill_server_while_importing() {
    const std::string file = folder_ / "calls", text = calls_.file(300, oracle_);
    std::ofstream{file} << text;
    history_.begin(oracle_);
    database_.begin();
    {
      Process importing(site_.admin_command({"import", file}), folder_ / "out", folder_ / "err");
      pause(200);
      server_.kill();
      pause(3000);
      server_.restart();
      importing.wait(seconds{30});
    }
    database_.end();
    import(text);
  }

  void hang_server() {
    database_.begin();
    {
      const Suspension hung{server_};
      pause(3000);
    }
    database_.end();
  }

  void restart_program() {
    program_.begin();
    site_.stop();
    site_.start();
    program_.end();
  }

  void reload() {
    std::vector<std::string> settings = kSettings;
    settings.push_back("cors_origins = https://" + std::to_string(below(9)) + ".example");
    site_.settle(settings);
    site_.program().signal(SIGHUP);
  }

  void ask(unsigned seed) {
    std::mt19937 random{seed};
    std::uniform_int_distribution<size_t> any{0, history_.questions().size() - 1};
    while (!over_) {
      const size_t number = any(random);
      const auto from = Clock::now();
      Answer answer;
      try {
        answer = Pending{site_.socket(), {"GET", target(number), {}, {}}}.answer(seconds{20});
      } catch (const std::exception& error) {
        answer.failure = error.what();
      }
      judge(number, answer, from, Clock::now());
      std::this_thread::sleep_for(milliseconds{4});
    }
  }

  void judge(size_t number, const Answer& answer, Clock::time_point from, Clock::time_point to) {
    const bool away = program_.excuses(from, seconds{0});
    const bool bad_days = database_.excuses(from, kRecovered) || program_.excuses(from, kRecovered);
    const std::string what = target(number) + ": " + text_of(answer);
    if (!answer.failure.empty()) {
      findings_.count("no answer");
      if (!away) findings_.wrong(what);
    } else if (answer.status == 503) {
      findings_.count("503");
      if (answer.body.find("{\"errors\":[{\"code\":\"unavailable\"") != 0 || !bad_days) {
        findings_.wrong(what);
      }
    } else if (answer.status != 200) {
      findings_.wrong(what);
    } else {
      findings_.count(answer.header("X-Cache"));
      const bool marked = answer.has("Warning");
      if (marked && !bad_days) findings_.wrong("marked without a reason: " + what);
      const auto since = marked ? Clock::time_point::min() : from - kStale;
      if (!history_.was_right(number, answer.body, since, to))
        findings_.wrong("not right: " + what);
    }
  }

  // Once all is quiet.
  void settles(const OracleQuestion& question) {
    Answer answer;
    eventually(
        [&] {
          answer = site_.get(target_of(question));
          return answer.status == 200 && !answer.has("Warning") &&
                 answer.body == oracle_.answer(question);
        },
        kRecovered, milliseconds{20});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), 200, answer.status);
    CPPUNIT_ASSERT_MESSAGE(text_of(answer), !answer.has("Warning"));
    CPPUNIT_ASSERT_EQUAL(oracle_.answer(question), answer.body);
  }

  std::string target(size_t number) const { return target_of(history_.questions()[number]); }

  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  void pause(int most) { std::this_thread::sleep_for(milliseconds{100 + below(most)}); }

  // Kilobytes of memory that the program holds.
  long resident() {
    std::ifstream in{"/proc/" + std::to_string(site_.program().pid()) + "/status"};
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6);
    }
    throw std::runtime_error("the program is gone");
  }

  static std::vector<OracleQuestion> some_questions(RandomCalls& calls) {
    std::vector<OracleQuestion> questions;
    for (int i = 0; i < 120; ++i) questions.push_back(calls.question());
    return questions;
  }

  // How much longer an unmarked answer may be that of an earlier version. (1.5 s, widened.)
  static constexpr seconds kStale{4};
  inline static const std::vector<std::string> kSettings = {"workers = 3", "answer_seconds = 3",
                                                            "stale_seconds = 600"};

  const unsigned seed_ = random_seed();
  std::mt19937 random_;
  RandomCalls calls_{seed_, "one"};
  Oracle oracle_{"UTC"};
  VersionHistory history_{some_questions(calls_)};
  OwnServer server_{Database::mariadb};
  Folder folder_;
  Site site_{folder_, "mixed", server_.fresh_database(), kSettings};
  Findings findings_;
  Trouble database_, program_;
  std::atomic<bool> over_{false};
  long warm_ = 0, last_ = 0;
};

class MixedLoadTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MixedLoadTest);
  CPPUNIT_TEST(every_answer_was_right);
  CPPUNIT_TEST_SUITE_END();

 public:
  void every_answer_was_right() { MixedLoad{}.run(); }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MixedLoadTest, "mixed_load_mariadb");

}  // namespace
}  // namespace callwidgets::test
