// The days that are meant where none are given move on at the account's midnight, by themselves.
#include <cstdlib>
#include <ctime>
#include <optional>

#include "served_test.h"

namespace callwidgets::test {
namespace {

// Nepal: 5:45 ahead of UTC, all the year.
constexpr long kAhead = 5 * 3600 + 45 * 60;

// The program's clock differs from ours by so many seconds.
class ShiftedClock {
 public:
  explicit ShiftedClock(long seconds) {
    setenv("CALLWIDGETS_TEST_CLOCK_OFFSET", std::to_string(seconds).c_str(), 1);
  }
  ~ShiftedClock() { unsetenv("CALLWIDGETS_TEST_CLOCK_OFFSET"); }
  ShiftedClock(const ShiftedClock&) = delete;
  ShiftedClock& operator=(const ShiftedClock&) = delete;
};

template <Database kind>
class MidnightTest : public ServedTest {
  CPPUNIT_TEST_SUITE(MidnightTest<kind>);
  CPPUNIT_TEST(the_default_days_move_on);
  CPPUNIT_TEST_SUITE_END();

 public:
  void the_default_days_move_on() {
    ServedSite site{fresh_database(kind, folder_)};
    site.admin().must_admin({"account", "time-zone", "one", "Asia/Kathmandu"});
    site.oracle() = Oracle{"Asia/Kathmandu"};
    const long today = (time(nullptr) + kAhead) / 86400;
    // At local noon, UTC's day is the same.
    site.import_calls(5, 1, today - 29);
    site.import_calls(2, 2, today);
    site.import_calls(3, 3, today + 1);
    bool seen_before = false;
    for (const long left : {4, 20}) {
      const ShiftedClock shifted{(today + 1) * 86400 - kAhead - left - time(nullptr)};
      const Stopwatch watch;
      site.program().start();
      const std::string before = body(site, today), after = body(site, today + 1);
      CPPUNIT_ASSERT(before != after);
      Answer answer = site.ask("/widgets/data?type=calls_per_day");
      seen_before = answer.body == before;
      // A machine so slow that midnight is over already gets more time.
      if (!seen_before && watch.elapsed() > seconds{left}) {
        site.program().stop();
        continue;
      }
      CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), before, answer.body);
      const bool moved = eventually(
          [&] {
            answer = site.ask("/widgets/data?type=calls_per_day");
            CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), 200, answer.status);
            CPPUNIT_ASSERT_MESSAGE(text_of(answer), answer.body == before || answer.body == after);
            CPPUNIT_ASSERT_MESSAGE("too early: " + text_of(answer),
                                   answer.body == before || watch.elapsed() > seconds{left - 2});
            return answer.body == after;
          },
          seconds{left + 5}, milliseconds{20});
      CPPUNIT_ASSERT_MESSAGE("still " + text_of(answer), moved);
      hits(site, {{"calls_per_day"}, std::nullopt, today - 28, today + 1, 1});
      break;
    }
    CPPUNIT_ASSERT_MESSAGE("midnight came too early", seen_before);
  }

 private:
  static std::string body(const ServedSite& site, long last) {
    return site.right(about("calls_per_day", last - 29, last));
  }

  Folder folder_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MidnightTest<Database::sqlite>, "midnight_sqlite_socket");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MidnightTest<Database::mariadb>, "midnight_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MidnightTest<Database::mysql56>, "midnight_mysql56");

}  // namespace
}  // namespace callwidgets::test
