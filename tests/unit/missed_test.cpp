#include "sources/verdicts/missed.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <vector>

namespace callwidgets::test {
namespace {

using calls::Reason;
using sources::Leg;
using sources::MissedCall;
using sources::Outcome;
using sources::QueueEvent;
using sources::Rules;
using sources::Stage;

// Legs as Asterisk's rows give them.
Leg rang(Outcome outcome, std::int32_t seconds, std::int32_t ring_time = 20) {
  Leg leg;
  leg.stage = Stage::ringing;
  leg.outcome = outcome;
  leg.duration = seconds;
  leg.ring_time = ring_time;
  leg.other = "SIP/101-1";
  return leg;
}

Leg machine(Stage stage, std::int32_t seconds, Outcome outcome = Outcome::answered) {
  Leg leg;
  leg.stage = stage;
  leg.outcome = outcome;
  leg.duration = leg.talk = seconds;
  return leg;
}

Leg queued(std::int32_t start, std::int32_t seconds, std::int32_t longest) {
  Leg leg = rang(Outcome::unanswered, seconds, longest);
  leg.stage = Stage::queue;
  leg.start = start;
  return leg;
}

// What a channel leaves when it has ended.
Leg tail() { return machine(Stage::none, 0, Outcome::failed); }

class MissedTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MissedTest);
  CPPUNIT_TEST(fax_before_all_else);
  CPPUNIT_TEST(out_of_hours_by_the_message_or_by_the_hours);
  CPPUNIT_TEST(voicemail_also_behind_a_half);
  CPPUNIT_TEST(abandoned_in_menu);
  CPPUNIT_TEST(abandoned_in_queue);
  CPPUNIT_TEST(no_agent);
  CPPUNIT_TEST(abandoned_ringing);
  CPPUNIT_TEST(not_answered);
  CPPUNIT_TEST(busy);
  CPPUNIT_TEST(failed);
  CPPUNIT_TEST(short_abandoned);
  CPPUNIT_TEST_SUITE_END();

 public:
  void fax_before_all_else() {
    expect(Reason::fax, {machine(Stage::closed, 4), machine(Stage::fax, 30)});
    expect(Reason::fax, {rang(Outcome::answered, 9)}, {machine(Stage::fax, 30)});
  }

  void out_of_hours_by_the_message_or_by_the_hours() {
    expect(Reason::out_of_hours, {machine(Stage::closed, 4), machine(Stage::voicemail, 9)});
    rules_.closed = [](std::int64_t time) { return time == 100; };
    expect(Reason::out_of_hours, {rang(Outcome::unanswered, 20)});
    rules_.closed = [](std::int64_t time) { return time != 100; };
    expect(Reason::not_answered, {rang(Outcome::unanswered, 20)});
  }

  void voicemail_also_behind_a_half() {
    expect(Reason::voicemail, {rang(Outcome::unanswered, 20), machine(Stage::voicemail, 9)});
    expect(Reason::voicemail, {rang(Outcome::answered, 20)}, {machine(Stage::voicemail, 9)});
  }

  void abandoned_in_menu() {
    expect(Reason::abandoned_in_menu, {machine(Stage::menu, 9)});
    expect(Reason::abandoned_in_menu, {machine(Stage::none, 9)});
    // A telephone had rung before.
    expect(Reason::not_answered, {rang(Outcome::unanswered, 20), machine(Stage::menu, 9)});
  }

  void abandoned_in_queue() {
    expect(Reason::abandoned_in_queue, {queued(100, 9, 300)});
    expect(Reason::abandoned_in_queue, {queued(100, 9, 300), queued(110, 9, 300)});
    said_ = QueueEvent::Kind::abandoned;
    expect(Reason::abandoned_in_queue, {queued(100, 300, 300), tail()});
  }

  void no_agent() {
    expect(Reason::no_agent, {queued(100, 9, 300), tail()});
    expect(Reason::no_agent, {queued(100, 9, 30), queued(110, 20, 30)});
    said_ = QueueEvent::Kind::ended_empty;
    expect(Reason::no_agent, {queued(100, 9, 300)});
  }

  void abandoned_ringing() {
    expect(Reason::abandoned_ringing, {rang(Outcome::unanswered, 9)});
    expect(Reason::abandoned_ringing, {rang(Outcome::cancelled, 20)});
    expect(Reason::abandoned_ringing, {rang(Outcome::unanswered, 90, 0)});
    expect(Reason::abandoned_ringing, {rang(Outcome::busy, 0), rang(Outcome::unanswered, 9)});
    Leg after_menu = rang(Outcome::unanswered, 19);
    after_menu.talk = 19;  // since the menu answered
    expect(Reason::abandoned_ringing, {after_menu});
  }

  void not_answered() {
    expect(Reason::not_answered, {rang(Outcome::unanswered, 20)});
    expect(Reason::not_answered, {rang(Outcome::unanswered, 19)});  // cut to seconds
    expect(Reason::not_answered, {rang(Outcome::unanswered, 9), tail()});
    expect(Reason::not_answered, {rang(Outcome::unanswered, 9), rang(Outcome::busy, 0)});
  }

  void busy() {
    expect(Reason::busy, {rang(Outcome::busy, 0), tail()});
    expect(Reason::busy, {rang(Outcome::busy, 0), rang(Outcome::busy, 0)});
    expect(Reason::busy, {machine(Stage::none, 5, Outcome::busy)});
  }

  void failed() {
    expect(Reason::failed, {rang(Outcome::failed, 0), tail()});
    expect(Reason::failed, {machine(Stage::none, 5, Outcome::failed)});
    expect(Reason::failed, {tail()});
    expect(Reason::failed, {});
  }

  void short_abandoned() {
    rules_.short_seconds = 10;
    lasted_ = 9;
    expect(Reason::short_abandoned, {rang(Outcome::unanswered, 9)});
    expect(Reason::short_abandoned, {machine(Stage::menu, 9)});
    expect(Reason::short_abandoned, {queued(100, 9, 300)});
    expect(Reason::busy, {rang(Outcome::busy, 0)});
    expect(Reason::voicemail, {machine(Stage::voicemail, 9)});
    lasted_ = 10;
    expect(Reason::abandoned_ringing, {rang(Outcome::unanswered, 9)});
  }

 private:
  void expect(Reason reason, const std::vector<Leg>& own, const std::vector<Leg>& inner = {}) {
    const auto pointers = [](const std::vector<Leg>& legs) {
      std::vector<const Leg*> all;
      for (const Leg& leg : legs) all.push_back(&leg);
      return all;
    };
    const auto mine = pointers(own), theirs = pointers(inner);
    const MissedCall call{mine, theirs, 100, lasted_, said_};
    CPPUNIT_ASSERT_EQUAL(std::string{calls::name_of(reason)},
                         std::string{calls::name_of(sources::reason_of(call, rules_))});
  }

  Rules rules_;
  std::int32_t lasted_ = 100;
  QueueEvent::Kind said_ = QueueEvent::Kind::other;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MissedTest, "missed");

}  // namespace
}  // namespace callwidgets::test
