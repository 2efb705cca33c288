// How fast a table is read: by a clock of the test's own.
#include "sources/rows/pace.h"

#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>

namespace callwidgets::sources {

class PaceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PaceTest);
  CPPUNIT_TEST(no_more_rows_than_allowed_in_any_time);
  CPPUNIT_TEST(time_that_passes_anyway_counts);
  CPPUNIT_TEST(without_a_limit_nothing_waits);
  CPPUNIT_TEST(what_the_wait_throws_ends_it);
  CPPUNIT_TEST_SUITE_END();

  using Clock = Pace::Clock;
  Clock::time_point now_{std::chrono::hours{1}};
  Clock::duration waited_{}, longest_{};

  Pace pace(std::int64_t rows) {
    return Pace{rows,
                [this](Clock::duration time) {
                  now_ += time;
                  waited_ += time;
                  longest_ = std::max(longest_, time);
                },
                [this] { return now_; }};
  }

 public:
  void no_more_rows_than_allowed_in_any_time() {
    Pace limited = pace(500);
    for (int times = 0; times < 10; ++times) limited.took(250);
    CPPUNIT_ASSERT(waited_ == std::chrono::seconds{5});
    CPPUNIT_ASSERT(longest_ == std::chrono::milliseconds{100});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{500}, limited.most(2000));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{100}, limited.most(100));
  }
  void time_that_passes_anyway_counts() {
    Pace limited = pace(500);
    limited.took(500);
    now_ += std::chrono::minutes{1};
    waited_ = {};
    limited.took(500);  // what was not read meanwhile may not be made up for
    CPPUNIT_ASSERT(waited_ == std::chrono::seconds{1});
  }
  void without_a_limit_nothing_waits() {
    Pace unlimited = pace(0);
    unlimited.took(1'000'000);
    CPPUNIT_ASSERT(waited_ == Clock::duration{});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2000}, unlimited.most(2000));
  }
  void what_the_wait_throws_ends_it() {
    Pace limited{1, [](Clock::duration) { throw std::runtime_error("stopped"); }};
    CPPUNIT_ASSERT_THROW(limited.took(100), std::runtime_error);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PaceTest, "pace");

}  // namespace callwidgets::sources
