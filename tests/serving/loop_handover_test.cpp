#include "fcgi/transport/loop_handover.h"

#include <cppunit/extensions/HelperMacros.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "fcgi/transport/wakeup.h"
#include "waiting.h"

namespace callwidgets::web {

using namespace std::chrono_literals;
using test::eventually;

class LoopHandoverTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LoopHandoverTest);
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
    handover_.end();
    if (other_.joinable()) other_.join();
    close(epoll_);
  }

  void who_comes_back_before_anything_happens_goes_on() {
    start_both();
    for (int i = 0; i < 1000; ++i) {
      handover_.leave();
      CPPUNIT_ASSERT(handover_.come_back());
    }
    CPPUNIT_ASSERT_EQUAL(0, others_turns_.load());
  }

  void what_happens_while_nobody_is_there_calls_the_other() {
    start_both();
    handover_.leave();
    happening_.wake();
    CPPUNIT_ASSERT(eventually([&] { return others_turns_ == 1; }));
    CPPUNIT_ASSERT(!handover_.come_back());
  }

  // Also when it happened before.
  void what_happens_while_somebody_is_there_calls_nobody() {
    start_both();
    happening_.wake();
    std::this_thread::sleep_for(50ms);
    CPPUNIT_ASSERT_EQUAL(0, others_turns_.load());
    handover_.leave();
    CPPUNIT_ASSERT(eventually([&] { return others_turns_ == 1; }));
  }

  void nobody_stays_away_for_long_unseen() {
    start_both();
    handover_.leave();
    CPPUNIT_ASSERT(eventually([&] { return others_turns_ == 1; }));
  }

  void nobody_gets_a_turn_after_the_end() {
    start_both();
    handover_.leave();
    handover_.end();
    CPPUNIT_ASSERT(!handover_.come_back());
    CPPUNIT_ASSERT(!handover_.wait());
    other_.join();
    CPPUNIT_ASSERT_EQUAL(0, others_turns_.load());
  }

 private:
  // This thread has the turn, and the other one waits.
  void start_both() {
    CPPUNIT_ASSERT(handover_.wait());
    other_ = std::thread{[this] {
      if (handover_.wait()) ++others_turns_;
    }};
  }

  const int epoll_ = epoll_create1(EPOLL_CLOEXEC);
  Wakeup happening_;
  LoopHandover handover_{epoll_};
  std::thread other_;
  std::atomic<int> others_turns_{0};
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(LoopHandoverTest, "loop_handover");

}  // namespace callwidgets::web
