// Random calls through a FreeSWITCH, each with what really happened beside it: the kinds say the
// same of all that their rows decide.
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <random>

#include "calls/reason.h"
#include "judged_rows.h"
#include "switch_calls.h"

namespace callwidgets::test {

using sources::LeftOut;

class KindSwitchTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(KindSwitchTest);
  CPPUNIT_TEST(fusionpbx);
  CPPUNIT_TEST(fusionpbx_with_callers_legs_alone);
  CPPUNIT_TEST(freeswitch);
  CPPUNIT_TEST(freeswitch_asterisk);
  CPPUNIT_TEST_SUITE_END();

  // What a table does not tell of a call, each by its cause; empty: it does.
  struct Untold {
    std::string answer, talk, reason;
  };
  using Tell = Untold (*)(const SwitchCall&);

  static bool is_one_of(const std::string& reason, const std::string& allowed) {
    for (std::size_t at = 0; at <= allowed.size();) {
      const std::size_t end = std::min(allowed.find(" or ", at), allowed.size());
      if (allowed.substr(at, end - at) == reason) return true;
      at = end + 4;
    }
    return false;
  }

  static std::string shown(const SwitchCall& call) {
    std::string text = call.answered ? "answered " + std::to_string(call.talk) : call.reason;
    for (const SwitchLeg& leg : call.legs)
      text += "\n  " + leg.id + " " + leg.last_app + " " + leg.cause + " " +
              std::to_string(leg.start) + " " + std::to_string(leg.answer) + " " +
              std::to_string(leg.end);
    return text;
  }

  // At most `most` in a hundred calls may be untold of something.
  static void check(const std::string& kind, const SwitchTable& made,
                    const std::vector<SwitchCall>& calls, Tell tell, std::size_t most) {
    RowTable table;
    table.columns = made.columns;
    table.rows = made.rows;
    table.rows.insert(table.rows.end(), made.rows.begin(), made.rows.begin() + 1000);
    std::mt19937 random{18};
    std::shuffle(table.rows.begin(), table.rows.end(), random);
    const JudgedRows found = judged(kind, "zone = UTC\n", table);
    for (const std::string& problem : found.problems) CPPUNIT_ASSERT_EQUAL(std::string{}, problem);
    std::map<std::string, std::size_t> untold;
    std::size_t counted = 0;
    std::size_t inbound = 0;
    for (const auto& [id, verdict] : found.verdicts)
      counted += verdict.left_out == LeftOut::counted ? 1 : 0;
    for (const SwitchCall& call : calls) {
      const auto& verdict = found.verdicts.at(call.legs.front().id);
      const std::string message = kind + ": " + shown(call) + "\n" + in_words(verdict);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(message, call.inbound, verdict.left_out == LeftOut::counted);
      if (!call.inbound) continue;
      ++inbound;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(message, call.legs.front().start, verdict.start);
      const Untold not_told = tell(call);
      if (!not_told.answer.empty()) {
        ++untold[not_told.answer];
        continue;
      }
      CPPUNIT_ASSERT_EQUAL_MESSAGE(message, call.answered, verdict.answered);
      if (call.answered && not_told.talk.empty()) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(message, call.talk, verdict.talk);
      } else if (call.answered) {
        ++untold[not_told.talk];
        if (!call.held) CPPUNIT_ASSERT_MESSAGE(message, verdict.talk >= call.talk);
      } else if (not_told.reason.empty()) {
        CPPUNIT_ASSERT_MESSAGE(message,
                               is_one_of(std::string{calls::name_of(verdict.reason)}, call.reason));
      } else {
        ++untold[not_told.reason];
      }
    }
    CPPUNIT_ASSERT_EQUAL(inbound, counted);
    std::size_t all = 0;
    for (const auto& [cause, count] : untold) all += count;
    CPPUNIT_ASSERT_MESSAGE(kind + " is not told of " + std::to_string(all),
                           all * 100 <= most * inbound);
  }

  static const std::vector<SwitchCall>& calls() {
    constexpr std::size_t count = 5000;
    static const std::vector<SwitchCall> all = switch_calls(18, count);
    return all;
  }

  // Of callers' legs alone: talk is all that was since something answered.
  static std::string talk_untold(const SwitchCall& call) {
    return call.machine_first            ? "talk, since a machine had answered"
           : call.passed_on || call.held ? "talk, since he was passed on"
                                         : "";
  }

 public:
  void fusionpbx() {
    check(
        "fusionpbx", fusionpbx_table(calls(), true), calls(),
        [](const SwitchCall& call) -> Untold {
          return {"", call.held ? "talk, since he was held" : "", ""};
        },
        3);
  }

  void fusionpbx_with_callers_legs_alone() {
    check(
        "fusionpbx", fusionpbx_table(calls(), false), calls(),
        [](const SwitchCall& call) -> Untold {
          Untold untold;
          if (call.mailbox_after_person) untold.answer = "a mailbox after a person";
          if (call.played_ringing) untold.answer = "ringing that plays";
          untold.talk = talk_untold(call);
          const SwitchLeg& caller = call.legs.front();
          if (caller.answer != 0 && caller.last_app == "bridge") untold.reason = "what rang";
          return untold;
        },
        40);
  }

  // Without applications a queue, a menu and a mailbox look alike, where the number doesn't tell.
  void freeswitch() {
    check(
        "freeswitch", freeswitch_table(calls()), calls(),
        [](const SwitchCall& call) -> Untold {
          Untold untold;
          if (call.mailbox_after_person) untold.answer = "a mailbox after a person";
          if (call.played_ringing) untold.answer = "ringing that plays";
          untold.talk = talk_untold(call);
          const bool to_mailbox = call.legs.front().destination.substr(0, 3) == "*99";
          if (call.legs.front().answer != 0 && call.reason != "abandoned_in_menu" && !to_mailbox)
            untold.reason = "what answered";
          return untold;
        },
        55);
  }

  void freeswitch_asterisk() {
    check(
        "freeswitch_asterisk", freeswitch_asterisk_table(calls()), calls(),
        [](const SwitchCall& call) -> Untold {
          Untold untold;
          if (call.mailbox_after_person) untold.answer = "a mailbox after a person";
          if (call.played_ringing) untold.answer = "ringing that plays";
          untold.talk = talk_untold(call);
          // The cause is that of any call that had been answered.
          if (call.legs.front().answer != 0 && (call.in_queue || call.rang) && !call.in_mailbox)
            untold.reason = "who ended it";
          return untold;
        },
        45);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KindSwitchTest, "kind_switch");

}  // namespace callwidgets::test
