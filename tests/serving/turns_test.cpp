#include "fcgi/turns.h"

#include <cppunit/extensions/HelperMacros.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "fcgi/wakeup.h"
#include "waiting.h"

namespace callwidgets::door {

using namespace std::chrono_literals;
using test::eventually;

class TurnsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TurnsTest);
  CPPUNIT_TEST(who_comes_back_before_anything_happens_goes_on);
  CPPUNIT_TEST(what_happens_while_nobody_is_there_calls_the_other);
  CPPUNIT_TEST(what_happens_while_somebody_is_there_calls_nobody);
  CPPUNIT_TEST(nobody_stays_away_for_long_unseen);
  CPPUNIT_TEST(nobody_gets_a_turn_after_the_end);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    epoll_event event{};
    event.events = EPOLLIN;
    CPPUNIT_ASSERT_EQUAL(0, epoll_ctl(epoll_, EPOLL_CTL_ADD, happening_.fd(), &event));
  }
  void tearDown() override {
    turns_.end();
    if (other_.joinable()) other_.join();
    close(epoll_);
  }

  void who_comes_back_before_anything_happens_goes_on() {
    start_both();
    for (int i = 0; i < 1000; ++i) {
      turns_.leave();
      CPPUNIT_ASSERT(turns_.come_back());
    }
    CPPUNIT_ASSERT_EQUAL(0, others_turns_.load());
  }

  void what_happens_while_nobody_is_there_calls_the_other() {
    start_both();
    turns_.leave();
    happening_.wake();
    CPPUNIT_ASSERT(eventually([&] { return others_turns_ == 1; }));
    CPPUNIT_ASSERT(!turns_.come_back());
  }

  // Also when it happened before.
  void what_happens_while_somebody_is_there_calls_nobody() {
    start_both();
    happening_.wake();
    std::this_thread::sleep_for(50ms);
    CPPUNIT_ASSERT_EQUAL(0, others_turns_.load());
    turns_.leave();
    CPPUNIT_ASSERT(eventually([&] { return others_turns_ == 1; }));
  }

  void nobody_stays_away_for_long_unseen() {
    start_both();
    turns_.leave();
    CPPUNIT_ASSERT(eventually([&] { return others_turns_ == 1; }));
  }

  void nobody_gets_a_turn_after_the_end() {
    start_both();
    turns_.leave();
    turns_.end();
    CPPUNIT_ASSERT(!turns_.come_back());
    CPPUNIT_ASSERT(!turns_.wait());
    other_.join();
    CPPUNIT_ASSERT_EQUAL(0, others_turns_.load());
  }

 private:
  // This thread has the turn, and the other one waits.
  void start_both() {
    CPPUNIT_ASSERT(turns_.wait());
    other_ = std::thread{[this] {
      if (turns_.wait()) ++others_turns_;
    }};
  }

  const int epoll_ = epoll_create1(EPOLL_CLOEXEC);
  Wakeup happening_;
  Turns turns_{epoll_};
  std::thread other_;
  std::atomic<int> others_turns_{0};
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(TurnsTest, "turns");

}  // namespace callwidgets::door
