// SIGKILL at random moments, of the programs and of the database server. Whatever was told to be
// done is there, once, and the figures are those of the calls. CALLWIDGETS_CRASHES says how many of
// each kind; a long run has 50 and more.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <signal.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <random>
#include <thread>

#include "calendar_days.h"
#include "crashes.h"
#include "database/session.h"
#include "import_site.h"
#include "own_server.h"
#include "random_calls.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

using std::chrono::milliseconds;

template <Database kind>
class CrashTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CrashTest<kind>);
  CPPUNIT_TEST(importers_are_killed);
  CPPUNIT_TEST(two_importers_are_killed_beside_each_other);
  CPPUNIT_TEST(a_rebuild_is_killed);
  CPPUNIT_TEST(a_purge_is_killed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void importers_are_killed() {
    const ImportSite site{kind};
    Oracle oracle{"UTC"};
    RandomCalls calls{seed_, "one"};
    int killed = 0;
    while (again(killed)) {
      const std::string file = site.file("calls", calls.file(5000, oracle));
      killed += killed_within(site, {"import", file});
      check(site);
      import(site, file);
    }
    check_everything(site, oracle);
  }

  void two_importers_are_killed_beside_each_other() {
    const ImportSite together{kind}, apart{kind};
    Oracle ignored{"UTC"};
    RandomCalls calls{seed_, "one"}, others{seed_ + 1, "one"};
    const std::string a = calls.file(5000, ignored);
    const std::string b = with_other_ids(others.file(5000, ignored));
    const std::string first = together.file("a", a), second = together.file("b", b);
    int killed = 0;
    while (again(killed)) {
      Process one(together.site().admin_command({"import", first}), together.folder() / "out1",
                  together.folder() / "err1");
      Process two(together.site().admin_command({"import", second}), together.folder() / "out2",
                  together.folder() / "err2");
      std::this_thread::sleep_for(milliseconds(below(1000)));
      one.signal(SIGKILL);
      std::this_thread::sleep_for(milliseconds(below(300)));
      two.signal(SIGKILL);
      killed += one.wait(milliseconds(10'000)) == 128 + SIGKILL;
      killed += two.wait(milliseconds(10'000)) == 128 + SIGKILL;
      check(together);
    }
    import(together, first);
    import(together, second);
    import(apart, apart.file("a", a));
    import(apart, apart.file("b", b));
    check(together);
    CPPUNIT_ASSERT_EQUAL(std::string(),
                         first_difference(apart.everything(), together.everything()));
  }

  void a_rebuild_is_killed() {
    const ImportSite site{kind};
    Oracle oracle{"UTC"};
    RandomCalls calls{seed_, "one"};
    import(site, site.file("first", calls.file(8000, oracle)));
    int killed = 0;
    while (again(killed)) {
      killed += killed_within(site, {"rebuild"});
      import(site, site.file("more", calls.file(50, oracle)));
      check(site);
    }
    const Finished rebuilt = site.site().admin({"rebuild"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(rebuilt.err, 0, rebuilt.status);
    check(site);
    check_everything(site, oracle);
  }

  void a_purge_is_killed() {
    const ImportSite site{kind};
    Oracle oracle{"UTC"};
    import(site, site.file("first", RandomCalls{seed_, "one"}.file(8000, oracle)));
    const std::string before = site.everything();
    // One that came to its end leaves nothing to do for another of the same day.
    long day = day_number(2023, 11, 20);
    const auto purge = [&] {
      return std::vector<std::string>{"purge", "--before", day_text(day), "--figures", "stay"};
    };
    for (int killed = 0; again(killed);) {
      if (killed_within(site, purge())) {
        ++killed;
      } else {
        day += 20;
      }
    }
    site.site().must_admin(purge());
    check(site);
    CPPUNIT_ASSERT_EQUAL(std::string(), first_difference(before, site.everything()));
  }

 protected:
  // Until as many were killed as were to be: one that had ended before doesn't count.
  bool again(int killed) {
    if (killed >= crashes()) {
      std::cerr << "killed " << killed << " in " << attempts_ << " attempts\n";
      attempts_ = 0;
      lasts_ = milliseconds{700};
      return false;
    }
    CPPUNIT_ASSERT_MESSAGE("they all end before they are killed",
                           ++attempts_ < 10 * crashes() + 20);
    return true;
  }

  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

  // Whether it was killed before its end. Where it wasn't, the next one is killed sooner.
  bool killed_within(const ImportSite& site, const std::vector<std::string>& words) {
    const Stopwatch watch;
    Process process(site.site().admin_command(words), site.folder() / "out", site.folder() / "err");
    const int ended = process.wait(milliseconds(5 + below(static_cast<int>(lasts_.count()))));
    if (ended == 0) lasts_ = watch.elapsed();
    process.signal(SIGKILL);
    return process.wait(milliseconds(10'000)) == 128 + SIGKILL;
  }

  static void import(const ImportSite& site, const std::string& file) {
    const Finished done = site.import({file});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
  }

  // No difference, and a ledger without gaps.
  static void check(const ImportSite& site) {
    const Finished verified = site.site().admin({"verify"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(verified.err, std::string("0 differences\n"), verified.out);
    const auto session = database::open_reader(*database::Address::parse(site.database()));
    static const database::Statement ledger{
        "ledger",
        "-- returns: integer integer integer\nSELECT COUNT(*), MAX(batches.version), "
        "MAX(accounts.version) FROM batches JOIN accounts ON accounts.account = batches.account"};
    const auto rows = session->query(ledger, {});
    CPPUNIT_ASSERT_EQUAL(rows.integer(0, 2), rows.integer(0, 0));
    CPPUNIT_ASSERT_EQUAL(rows.integer(0, 2), rows.integer(0, 1));
  }

  static void check_everything(const ImportSite& site, const Oracle& oracle) {
    CPPUNIT_ASSERT_EQUAL(std::string(),
                         first_difference(ImportSite::everything(oracle), site.everything()));
  }

  const unsigned seed_ = random_seed();
  std::mt19937 random_{seed_};
  int attempts_ = 0;
  milliseconds lasts_{700};  // what is killed, as far as is known
};

template <Database kind>
class ServerCrashTest : public CrashTest<kind> {
  CPPUNIT_TEST_SUB_SUITE(ServerCrashTest<kind>, CrashTest<kind>);
  CPPUNIT_TEST(the_server_is_killed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void the_server_is_killed() {
    OwnServer server{kind};
    const ImportSite site{server};
    Oracle oracle{"UTC"};
    RandomCalls calls{this->seed_, "one"};
    int killed = 0;
    while (this->again(killed)) {
      const std::string file = site.file("calls", calls.file(5000, oracle));
      {
        Process import(site.site().admin_command({"import", file}), site.folder() / "out",
                       site.folder() / "err");
        std::this_thread::sleep_for(milliseconds(this->below(1500)));
        server.kill();
        killed += import.wait(milliseconds(60'000)) != 0;
      }
      server.restart();
      this->check(site);
      this->import(site, file);
    }
    this->check_everything(site, oracle);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CrashTest<Database::sqlite>, "crash_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ServerCrashTest<Database::mariadb>, "crash_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ServerCrashTest<Database::mysql56>, "crash_mysql56");

}  // namespace
}  // namespace callwidgets::test
