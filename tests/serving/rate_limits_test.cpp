#include "fcgi/endpoint/rate_limits.h"

#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using callwidgets::web::RateLimits;

namespace {

class RateLimitsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RateLimitsTest);
  CPPUNIT_TEST(a_burst_goes_on_and_what_follows_waits);
  CPPUNIT_TEST(tokens_come_back_one_by_one_and_no_more_than_the_burst);
  CPPUNIT_TEST(the_wait_is_told_in_whole_seconds);
  CPPUNIT_TEST(each_caller_has_his_own);
  CPPUNIT_TEST(who_used_least_is_forgotten_first);
  CPPUNIT_TEST(threads_share_one_burst);
  CPPUNIT_TEST_SUITE_END();

 public:
  using Time = RateLimits::Time;

  // How many of so many requests at once go on.
  static int pass(RateLimits& limits, const std::string& caller, Time now, int requests) {
    int passed = 0;
    for (int request = 0; request < requests; ++request) {
      if (!limits.refused(caller, now)) ++passed;
    }
    return passed;
  }

  void a_burst_goes_on_and_what_follows_waits() {
    for (const double rate : {1.0, 7.0, 99'999.0, 100'000.0}) {
      for (const int burst : {1, 2, 100, 20'000}) {
        RateLimits limits{{rate, static_cast<double>(burst)}};
        CPPUNIT_ASSERT_EQUAL(burst, pass(limits, "a", begin_, burst + 50));
      }
    }
  }

  void tokens_come_back_one_by_one_and_no_more_than_the_burst() {
    RateLimits limits{{20, 100}};
    CPPUNIT_ASSERT_EQUAL(100, pass(limits, "a", begin_, 200));
    CPPUNIT_ASSERT_EQUAL(0, pass(limits, "a", begin_ + 49ms, 200));
    CPPUNIT_ASSERT_EQUAL(1, pass(limits, "a", begin_ + 50ms, 200));
    CPPUNIT_ASSERT_EQUAL(19, pass(limits, "a", begin_ + 1s, 200));
    CPPUNIT_ASSERT_EQUAL(100, pass(limits, "a", begin_ + 1h, 200));
    // Those who stay within the rate are never refused.
    for (Time now = begin_ + 2h; now < begin_ + 2h + 60s; now += 50ms) {
      CPPUNIT_ASSERT(!limits.refused("b", now));
    }
  }

  void the_wait_is_told_in_whole_seconds() {
    RateLimits a_minute{{0.5, 1}};
    CPPUNIT_ASSERT(!a_minute.refused("a", begin_));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, wait(a_minute, begin_));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, wait(a_minute, begin_ + 1ms));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, wait(a_minute, begin_ + 1s));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, wait(a_minute, begin_ + 1999ms));
    // After that many seconds it goes on, though he asked meanwhile.
    CPPUNIT_ASSERT(!a_minute.refused("a", begin_ + 2s));
  }

  void each_caller_has_his_own() {
    RateLimits limits{{1, 2}};
    CPPUNIT_ASSERT_EQUAL(2, pass(limits, "login:a", begin_, 5));
    CPPUNIT_ASSERT_EQUAL(2, pass(limits, "login:b", begin_, 5));
    CPPUNIT_ASSERT_EQUAL(2, pass(limits, "", begin_, 5));
    CPPUNIT_ASSERT_EQUAL(0, pass(limits, "login:a", begin_, 5));
  }

  void who_used_least_is_forgotten_first() {
    RateLimits limits{{1, 10}, 100};
    CPPUNIT_ASSERT_EQUAL(10, pass(limits, "greedy", begin_, 20));
    for (int caller = 0; caller < 10'000; ++caller) {
      CPPUNIT_ASSERT(!limits.refused(std::to_string(caller), begin_));
      CPPUNIT_ASSERT(limits.callers() <= 100);
    }
    CPPUNIT_ASSERT_EQUAL(0, pass(limits, "greedy", begin_, 20));
    // Later all of the others are forgotten, for their buckets are full.
    const Time later = begin_ + 5s;
    for (int caller = 0; caller < 100; ++caller)
      limits.refused("x" + std::to_string(caller), later);
    CPPUNIT_ASSERT(limits.callers() <= 101);
    CPPUNIT_ASSERT_EQUAL(5, pass(limits, "greedy", later, 20));
  }

  void threads_share_one_burst() {
    RateLimits limits{{1, 1000}};
    std::atomic<int> passed{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&] { passed += pass(limits, "a", begin_, 500); });
    }
    for (std::thread& thread : threads) thread.join();
    CPPUNIT_ASSERT_EQUAL(1000, passed.load());
  }

 private:
  static std::int64_t wait(RateLimits& limits, Time now) {
    return limits.refused("a", now).value_or(0s).count();
  }

  const Time begin_ = Time{} + 1000h;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RateLimitsTest, "rate_limits");

}  // namespace
