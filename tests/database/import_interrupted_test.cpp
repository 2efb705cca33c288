// Killed in the middle and started again; two at once: the result is that of one undisturbed run.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <signal.h>

#include <chrono>
#include <iostream>
#include <random>
#include <thread>

#include "database/session.h"
#include "import_site.h"
#include "random_calls.h"

namespace callwidgets::test {
namespace {

using std::chrono::milliseconds;

template <Database kind>
class ImportInterruptedTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ImportInterruptedTest<kind>);
  CPPUNIT_TEST(killed_and_started_again);
  CPPUNIT_TEST(two_at_once);
  CPPUNIT_TEST(stopped_by_the_database_the_whole_file_again_is_right);
  CPPUNIT_TEST_SUITE_END();

 public:
  void killed_and_started_again() {
    const unsigned seed = random_seed();
    const ImportSite site{kind}, undisturbed{kind};
    Oracle oracle{"UTC"};
    const std::string content = RandomCalls{seed, "one"}.file(12000, oracle);
    const std::string file = site.file("calls", content);
    const auto before = std::chrono::steady_clock::now();
    CPPUNIT_ASSERT_EQUAL(0, undisturbed.import({undisturbed.file("calls", content)}).status);
    const auto whole =
        std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - before);
    std::mt19937 random{seed};
    int killed = 0;
    for (int i = 0; i < 5; ++i) {
      Process import(site.site().admin_command({"import", file}), site.folder() / "out",
                     site.folder() / "err");
      const int moment =
          std::uniform_int_distribution<int>(10, static_cast<int>(whole.count()))(random);
      import.wait(milliseconds(moment));
      import.signal(SIGKILL);
      killed += import.wait(milliseconds(10000)) == 128 + SIGKILL;
    }
    std::cerr << "killed " << killed << " of 5 imports that take " << whole.count() << " ms\n";
    const Finished done = site.import({file});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
    const std::string result = site.everything();
    CPPUNIT_ASSERT_EQUAL(std::string(), first_difference(undisturbed.everything(), result));
    CPPUNIT_ASSERT_EQUAL(std::string(), first_difference(ImportSite::everything(oracle), result));
    CPPUNIT_ASSERT(killed > 0);
  }

  // Rows are in no order that a line number could stand for: later rows of a file may replace
  // earlier ones.
  void stopped_by_the_database_the_whole_file_again_is_right() {
    if (kind != Database::sqlite) return;
    const ImportSite site{kind};
    std::string content = "cdr_id,start,duration,answered,customer_id\n";
    for (int call = 1; call <= 5000; ++call) {
      content += std::to_string(call) + ",2021-03-04 10:00:00,5,1,7\n";
    }
    const std::string file = site.file("calls", content);
    const auto session = database::open_writer(*database::Address::parse(site.database()));
    session->direct(
        "CREATE TRIGGER stopping BEFORE INSERT ON calls WHEN CAST(NEW.cdr_id AS TEXT) = '4500' "
        "BEGIN SELECT RAISE(ABORT, 'not this one'); END");
    const Finished stopped = site.import({file});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(stopped.err, 1, stopped.status);
    for (const std::string words : {"not this one", "the calls before line ",
                                    "Import the whole file again", "not counted twice"}) {
      CPPUNIT_ASSERT_MESSAGE(stopped.err, stopped.err.find(words) != std::string::npos);
    }
    CPPUNIT_ASSERT_MESSAGE(site.data("call_totals"), site.data("call_totals") != "\"0\"");
    session->direct("DROP TRIGGER stopping");
    CPPUNIT_ASSERT_EQUAL(0, site.import({file}).status);
    CPPUNIT_ASSERT_EQUAL(std::string("\"5000\""), site.data("call_totals"));
  }

  void two_at_once() {
    const unsigned seed = random_seed();
    const ImportSite together{kind}, apart{kind};
    Oracle ignored{"UTC"};
    RandomCalls calls{seed, "one"}, others{seed + 1, "one"};
    const std::string a = calls.file(5000, ignored), b = with_other_ids(others.file(5000, ignored));
    const std::string first = together.file("a", a), second = together.file("b", b);
    {
      Process one(together.site().admin_command({"import", first}), together.folder() / "out1",
                  together.folder() / "err1");
      Process two(together.site().admin_command({"import", second}), together.folder() / "out2",
                  together.folder() / "err2");
      const int one_status = one.wait(std::chrono::minutes(3));
      const int two_status = two.wait(std::chrono::minutes(3));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(read_all(together.folder() / "err1"), 0, one_status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(read_all(together.folder() / "err2"), 0, two_status);
    }
    CPPUNIT_ASSERT_EQUAL(0, apart.import({apart.file("a", a), apart.file("b", b)}).status);
    CPPUNIT_ASSERT_EQUAL(std::string(),
                         first_difference(apart.everything(), together.everything()));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ImportInterruptedTest<Database::sqlite>,
                                      "import_interrupted_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ImportInterruptedTest<Database::mariadb>,
                                      "import_interrupted_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ImportInterruptedTest<Database::mysql56>,
                                      "import_interrupted_mysql56");

}  // namespace
}  // namespace callwidgets::test
