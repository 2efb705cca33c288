// First loads that end at random moments: killed, told to end, without room on the disk or in
// memory. Whatever command follows, no call that answers counted is lost, the account goes on, and
// the figures are those of the calls. CALLWIDGETS_CRASHES says how many of each ending.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <signal.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <random>

#include "calendar_days.h"
#include "crashes.h"
#include "database/session.h"
#include "import_site.h"
#include "random_calls.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

using std::chrono::milliseconds;
using Words = std::vector<std::string>;

constexpr int kCalls = 40'000;  // whose figures are sorted in files, with so little memory

#ifdef __SANITIZE_ADDRESS__
constexpr bool kMemoryMayBeShort = false;  // the sanitizer wants terabytes
#else
constexpr bool kMemoryMayBeShort = true;
#endif

// Runs what follows with a limit of bash's ulimit, and with write() failing in the place of
// SIGXFSZ.
Words limited(const std::string& limit, const Words& command) {
  Words words = {"bash", "-c", "trap '' XFSZ; ulimit " + limit + "; exec \"$@\"", "limited"};
  words.insert(words.end(), command.begin(), command.end());
  return words;
}

// The same with its temporary files on a full disk of that size.
Words beside_a_full_disk(const std::string& folder, int kilobytes, const Words& command) {
  Words words = {"unshare",
                 "-rm",
                 "bash",
                 "-c",
                 "mount -t tmpfs -o size=" + std::to_string(kilobytes) + "k none " + folder +
                     " && TMPDIR=" + folder + " exec \"$@\"",
                 "limited"};
  words.insert(words.end(), command.begin(), command.end());
  return words;
}

template <Database kind>
class LoadCrashTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LoadCrashTest<kind>);
  CPPUNIT_TEST(no_served_call_is_lost_and_no_account_is_stuck);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    site_.site().settle({"import_memory_bytes = 16777216"});
    std::string text = "cdr_id,start,duration,answered,customer_id,anum\n";
    for (int id = 0; id < kCalls; ++id) {
      text += std::to_string(id) + "," + day_text(day_number(2021, 1, 1) + id % 300) +
              " 10:00:00,10,1," + std::to_string(1 + id % 50) + ",+44" +
              std::to_string(7000000000 + id) + "\n";
    }
    file_ = site_.file("calls.csv", text);
    small_ = "cdr_id,start,duration,answered,customer_id\n";
    for (int id = 0; id < 3; ++id) {
      small_ += "s" + std::to_string(id) + ",2021-05-05 10:00:00,10,1,7\n";
    }
    small_file_ = site_.file("small.csv", small_);
    std::filesystem::create_directory(site_.folder() / "full");
    tmpfs_ = run(beside_a_full_disk(site_.folder() / "full", 100, {"true"})).status == 0;
  }

  void no_served_call_is_lost_and_no_account_is_stuck() {
    const Stopwatch watch;
    begin_trial();
    CPPUNIT_ASSERT_EQUAL(0, run(site_.site().admin_command(load())).status);
    lasts_ = watch.elapsed();
    for (int crash = 0; crash < crashes(); ++crash) {
      for (const char* ending : {"killed", "told to end", "out of disk", "out of memory"}) {
        if (!kMemoryMayBeShort && std::string{ending} == "out of memory") continue;
        trial(ending);
      }
    }
    for (const auto& [how, times] : seen_) std::cerr << how << ": " << times << '\n';
  }

 private:
  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

  void begin_trial() {
    account_ = "t" + std::to_string(++trials_);
    site_.site().must_admin({"account", "add", account_});
  }

  Words load() const { return {"import", "--bulk", "yes", "--account", account_, file_}; }

  void trial(const std::string& ending) {
    begin_trial();
    const std::string out = site_.folder() / ("out" + account_), err = out + ".err";
    const int status = end_a_load(ending, out, err);
    const std::string said = read_all(out);
    const std::string what = ending + ", then ";
    // As if half a minute had gone by.
    database::open_writer(*database::Address::parse(site_.database()))
        ->direct("UPDATE loads SET written_at = written_at - 31");
    const bool marked = site_.site()
                            .must_admin({"stats", "--account", account_})
                            .starts_with("first load    interrupted");
    const int served = calls_served();
    ++seen_[ending +
            (served == 0        ? ": nothing served"
             : served == kCalls ? ": all served"
                                : ": batches served") +
            (marked ? ", marked" : "")];
    // A program that has done its work may be ended on its way out: by the signal, or by a library
    // where memory is short.
    const bool ended_late = ending != "out of disk" && served == kCalls;
    const bool imported = said.find(" records imported") != std::string::npos;
    CPPUNIT_ASSERT_MESSAGE(ending + ": " + read_all(err),
                           imported == (status == 0) || (imported && ended_late));
    if (status == 0) CPPUNIT_ASSERT_EQUAL(kCalls, served);
    if (!(ending == "out of memory")) CPPUNIT_ASSERT(served == 0 || served == kCalls);
    follow(what, served);
  }

  int end_a_load(const std::string& ending, const std::string& out, const std::string& err) {
    const Words command = site_.site().admin_command(load());
    if (ending == "out of disk") {
      Process process(short_of_disk(command), out, err);
      return process.wait(milliseconds(120'000));
    }
    if (ending == "out of memory") {
      Process process(limited("-v " + std::to_string(60'000 + below(250'000)), command), out, err);
      return process.wait(milliseconds(120'000));
    }
    Process process(command, out, err);
    const int ended = process.wait(milliseconds(5 + below(static_cast<int>(lasts_.count()))));
    if (ended >= 0) return ended;
    process.signal(ending == "killed" ? SIGKILL : SIGTERM);
    return process.wait(milliseconds(120'000));
  }

  // Of the database's files on SQLite, or of temporary ones.
  Words short_of_disk(const Words& command) {
    if (tmpfs_ && below(2) == 0) {
      return beside_a_full_disk(site_.folder() / "full", 4 + below(4000), command);
    }
    long kilobytes = below(6000);
    if (kind == Database::sqlite && below(2) == 0) {
      const std::string path = site_.database().substr(std::string{"sqlite:"}.size());
      kilobytes += static_cast<long>(std::filesystem::file_size(path) / 1024);
    }
    return limited("-f " + std::to_string(kilobytes), command);
  }

  void follow(const std::string& what, int served) {
    const std::vector<Words> commands = {{"import", small_file_},
                                         {"import", "-"},
                                         {"import", "--bulk", "no", small_file_},
                                         {"import", "--bulk", "yes", small_file_},
                                         {"rebuild"},
                                         {"verify", "--repair", "yes"},
                                         {"purge", "--before", "2020-01-01", "--figures", "go"},
                                         {"purge", "--before", "2020-01-01", "--figures", "stay"},
                                         {"account", "time-zone", account_, "UTC"},
                                         {"migrate"}};
    Words command = commands[static_cast<std::size_t>(below(static_cast<int>(commands.size())))];
    const bool imports = command[0] == "import";
    const std::string name = what + command[0];
    if (command[0] != "account" && command[0] != "migrate") {
      command.insert(command.begin() + 1, {"--account", account_});
    }
    const Finished done = site_.site().admin(command, small_);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(name + ": " + done.out + done.err, 0, done.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(name, served + (imports ? 3 : 0), calls_served());
    CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::string("0 differences\n"),
                                 site_.site().admin({"verify", "--account", account_}).out);
    CPPUNIT_ASSERT(
        site_.site().must_admin({"stats", "--account", account_}).starts_with("account "));
  }

  int calls_served() const {
    const std::string answer =
        site_.site().must_admin({"query", "call_totals", "--account", account_, "--from",
                                 "2021-01-01", "--to", "2021-12-31"});
    const std::string mark = "\"data\":\"";
    return std::atoi(answer.c_str() + answer.find(mark) + mark.size());
  }

  const ImportSite site_{kind};
  std::mt19937 random_{random_seed()};
  std::string file_, small_file_, small_, account_;
  bool tmpfs_ = false;
  int trials_ = 0;
  milliseconds lasts_{0};
  std::map<std::string, int> seen_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(LoadCrashTest<Database::sqlite>, "load_crash_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(LoadCrashTest<Database::mariadb>, "load_crash_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(LoadCrashTest<Database::mysql56>, "load_crash_mysql56");

}  // namespace
}  // namespace callwidgets::test
