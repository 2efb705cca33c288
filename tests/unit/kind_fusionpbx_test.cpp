// Calls as FusionPBX keeps them in v_xml_cdr.
#include <cppunit/extensions/HelperMacros.h>

#include "judged_rows.h"

namespace callwidgets::test {

class KindFusionpbxTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(KindFusionpbxTest);
  CPPUNIT_TEST(a_ring_group);
  CPPUNIT_TEST(nobody_picks_up);
  CPPUNIT_TEST(a_queue);
  CPPUNIT_TEST(menus_mailboxes_and_fax);
  CPPUNIT_TEST(callers_legs_alone);
  CPPUNIT_TEST(transfers_and_pickup);
  CPPUNIT_TEST(ringing_that_plays_is_no_answer);
  CPPUNIT_TEST(what_does_not_count);
  CPPUNIT_TEST(over_midnight);
  CPPUNIT_TEST_SUITE_END();

  static constexpr std::int64_t noon = 1780574400;
  static std::string at(int second) { return std::to_string(noon + second); }

  // From `start` to `end`; something answered at `answer`, or not where it is negative.
  struct Times {
    int start, answer, end;
  };

  static RowValues leg(const std::string& id, const Times& times, const std::string& cause,
                       const RowValues& more = {}) {
    const bool answered = times.answer >= 0;
    RowValues row{{"xml_cdr_uuid", id},
                  {"bridge_uuid", ""},
                  {"originating_leg_uuid", ""},
                  {"direction", "inbound"},
                  {"leg", "a"},
                  {"caller_id_number", "+12025550141"},
                  {"caller_destination", "2025550160"},
                  {"destination_number", "201"},
                  {"start_epoch", at(times.start)},
                  {"answer_epoch", answered ? at(times.answer) : "0"},
                  {"end_epoch", at(times.end)},
                  {"duration", std::to_string(times.end - times.start)},
                  {"billsec", std::to_string(answered ? times.end - times.answer : 0)},
                  {"hangup_cause", cause}};
    row.insert(row.end(), more.begin(), more.end());
    return row;
  }

  // A telephone that `of` rang.
  static RowValues phone(const std::string& id, const std::string& of, const Times& times,
                         const std::string& cause, RowValues more = {}) {
    more.emplace_back("leg", "b");
    more.emplace_back("originating_leg_uuid", of);
    return leg(id, times, cause, more);
  }

  static RowValues agent(const std::string& id, const std::string& of, const Times& times,
                         const std::string& cause, RowValues more = {}) {
    more.insert(more.end(), {{"cc_side", "agent"}, {"cc_member_session_uuid", of}});
    return leg(id, times, cause, more);
  }

  static void check(const std::vector<RowValues>& rows, const Expected& expected) {
    assert_verdicts("fusionpbx", {}, RowTable{rows}, expected);
  }

  const std::string part = "a leg of another call";

 public:
  void a_ring_group() {
    const RowValues group{{"last_app", "bridge"}, {"ring_group_uuid", "g"}, {"bridge_uuid", "p2"}};
    check(
        {leg("a", {0, 5, 45}, "NORMAL_CLEARING", group), phone("p1", "a", {1, -1, 5}, "LOSE_RACE"),
         phone("p2", "a", {1, 5, 45}, "NORMAL_CLEARING", {{"bridge_uuid", "a"}}),
         phone("p3", "a", {1, -1, 5}, "ORIGINATOR_CANCEL")},
        {{"a", "answered 40 after 5"}, {"p1", part}, {"p2", part}, {"p3", part}});
    check({leg("a", {0, 4, 4}, "NORMAL_CLEARING", group),
           phone("p2", "a", {1, 4, 4}, "NORMAL_CLEARING", {{"bridge_uuid", "a"}})},
          {{"a", "answered 0 after 4"}, {"p2", part}});
  }

  void nobody_picks_up() {
    const RowValues ringing{{"last_app", "bridge"}};
    check(
        {leg("out", {0, -1, 30}, "NO_ANSWER", ringing),
         phone("p1", "out", {0, -1, 30}, "NO_ANSWER"), phone("p2", "out", {0, -1, 30}, "NO_ANSWER"),
         leg("gave-up", {100, -1, 112}, "ORIGINATOR_CANCEL", ringing),
         phone("p3", "gave-up", {100, -1, 112}, "ORIGINATOR_CANCEL"),
         leg("busy", {200, -1, 201}, "USER_BUSY", ringing),
         phone("p4", "busy", {200, -1, 201}, "USER_BUSY"),
         leg("declined", {300, -1, 303}, "CALL_REJECTED", ringing),
         leg("no-route", {400, -1, 400}, "UNALLOCATED_NUMBER")},
        {{"out", "missed not_answered after 30"},
         {"gave-up", "missed abandoned_ringing after 12"},
         {"busy", "missed busy after 1"},
         {"declined", "missed busy after 3"},
         {"no-route", "missed failed after 0"},
         {"p1", part},
         {"p2", part},
         {"p3", part},
         {"p4", part}});
  }

  void a_queue() {
    const auto member = [](int joined, const RowValues& more) {
      RowValues row{{"last_app", "callcenter"},
                    {"cc_side", "member"},
                    {"cc_queue", "sales@example.org"},
                    {"cc_queue_joined_epoch", at(joined)}};
      row.insert(row.end(), more.begin(), more.end());
      return row;
    };
    check({leg("came", {0, 1, 80}, "NORMAL_CLEARING",
               member(2, {{"cc_queue_answered_epoch", at(20)},
                          {"cc_queue_terminated_epoch", at(80)},
                          {"bridge_uuid", "ag2"}})),
           agent("ag1", "came", {2, -1, 15}, "NO_ANSWER"),
           agent("ag2", "came", {15, 20, 80}, "NORMAL_CLEARING", {{"bridge_uuid", "came"}}),
           leg("left", {100, 101, 132}, "NORMAL_CLEARING",
               member(102, {{"cc_queue_canceled_epoch", at(132)},
                            {"cc_cancel_reason", "BREAK_OUT"},
                            {"cc_cause", "cancel"},
                            {"sip_hangup_disposition", "recv_bye"}})),
           agent("ag3", "left", {120, -1, 132}, "ORIGINATOR_CANCEL"),
           leg("ended", {200, 201, 262}, "NORMAL_CLEARING",
               member(201, {{"cc_queue_canceled_epoch", at(261)},
                            {"cc_cancel_reason", "TIMEOUT"},
                            {"cc_cause", "cancel"},
                            {"sip_hangup_disposition", "send_bye"}})),
           leg("mailbox", {300, 301, 390}, "NORMAL_CLEARING",
               member(301, {{"cc_queue_canceled_epoch", at(361)},
                            {"cc_cancel_reason", "TIMEOUT"},
                            {"destination_number", "*99201"}}))},
          {{"came", "answered 60 after 18"},
           {"left", "missed abandoned_in_queue after 30"},
           {"ended", "missed no_agent after 60"},
           {"mailbox", "missed voicemail after 60"},
           {"ag1", part},
           {"ag2", part},
           {"ag3", part}});
  }

  void menus_mailboxes_and_fax() {
    const std::string menu = "ivr_menu_uuid";
    check(
        {leg("mailbox", {0, 25, 50}, "NORMAL_CLEARING", {{"last_app", "voicemail"}}),
         phone("p1", "mailbox", {0, -1, 24}, "NO_ANSWER"),
         leg("script", {0, 25, 55}, "NORMAL_CLEARING",
             {{"last_app", "lua"}, {"last_arg", "app.lua voicemail default example.org 201"}}),
         leg("in-menu", {100, 100, 117}, "NORMAL_CLEARING", {{"last_app", "ivr"}, {menu, "m"}}),
         leg("behind-menu", {200, 200, 240}, "NORMAL_CLEARING",
             {{"last_app", "bridge"}, {menu, "m"}, {"sip_hangup_disposition", "send_bye"}}),
         phone("p2", "behind-menu", {210, -1, 240}, "NO_ANSWER"),
         leg("gave-up", {300, 300, 330}, "NORMAL_CLEARING",
             {{"last_app", "bridge"}, {menu, "m"}, {"sip_hangup_disposition", "recv_bye"}}),
         phone("p3", "gave-up", {310, -1, 330}, "ORIGINATOR_CANCEL"),
         leg("answered", {400, 400, 470}, "NORMAL_CLEARING",
             {{"last_app", "bridge"}, {menu, "m"}, {"bridge_uuid", "p4"}}),
         phone("p4", "answered", {410, 416, 470}, "NORMAL_CLEARING", {{"bridge_uuid", "answered"}}),
         leg("fax", {500, 501, 560}, "NORMAL_CLEARING", {{"last_app", "rxfax"}})},
        {{"mailbox", "missed voicemail after 50"},
         {"script", "missed voicemail after 55"},
         {"in-menu", "missed abandoned_in_menu after 17"},
         {"behind-menu", "missed not_answered after 40"},
         {"gave-up", "missed abandoned_ringing after 30"},
         {"answered", "answered 54 after 16"},
         {"fax", "missed fax after 60"},
         {"p1", part},
         {"p2", part},
         {"p3", part},
         {"p4", part}});
  }

  void callers_legs_alone() {
    check({leg("direct", {0, 6, 46}, "NORMAL_CLEARING",
               {{"last_app", "bridge"}, {"bridge_uuid", "gone"}}),
           leg("menu", {100, 100, 170}, "NORMAL_CLEARING",
               {{"last_app", "bridge"}, {"ivr_menu_uuid", "m"}, {"bridge_uuid", "gone"}}),
           leg("queue", {200, 200, 290}, "NORMAL_CLEARING",
               {{"last_app", "callcenter"},
                {"cc_queue", "sales"},
                {"cc_queue_joined_epoch", at(200)},
                {"cc_queue_answered_epoch", at(240)},
                {"bridge_uuid", "gone"}})},
          {{"direct", "answered 40 after 6"},
           {"menu", "answered at most 70 after 0"},
           {"queue", "answered 50 after 40"}});
  }

  void transfers_and_pickup() {
    check({leg("blind", {0, 5, 100}, "NORMAL_CLEARING",
               {{"last_app", "bridge"}, {"bridge_uuid", "p2"}}),
           phone("p1", "blind", {0, 5, 35}, "BLIND_TRANSFER", {{"bridge_uuid", "blind"}}),
           phone("p2", "blind", {36, 40, 100}, "NORMAL_CLEARING", {{"bridge_uuid", "blind"}}),
           leg("picked", {200, 209, 242}, "NORMAL_CLEARING", {{"bridge_uuid", "other-phone"}}),
           phone("p3", "picked", {200, -1, 209}, "PICKED_OFF"),
           leg("other-phone", {208, 209, 242}, "NORMAL_CLEARING",
               {{"direction", "local"}, {"bridge_uuid", "picked"}}),
           leg("menu-first", {250, 250, 292}, "NORMAL_CLEARING",
               {{"ivr_menu_uuid", "m"}, {"last_app", "bridge"}, {"bridge_uuid", "a-third"}}),
           leg("a-third", {258, 259, 292}, "NORMAL_CLEARING",
               {{"direction", "local"}, {"bridge_uuid", "menu-first"}}),
           leg("not-there", {300, 305, 350}, "NORMAL_CLEARING",
               {{"last_app", "bridge"}, {"bridge_uuid", "p4"}}),
           phone("p4", "not-there", {300, 305, 325}, "BLIND_TRANSFER",
                 {{"bridge_uuid", "not-there"}}),
           phone("p5", "not-there", {326, -1, 350}, "NO_ANSWER")},
          {{"blind", "answered 90 after 5"},
           {"picked", "answered 33 after 9"},
           {"other-phone", "an outbound call"},
           {"menu-first", "answered 33 after 9"},
           {"a-third", "an outbound call"},
           {"not-there", "answered 20 after 5"},
           {"p1", part},
           {"p2", part},
           {"p3", part},
           {"p4", part},
           {"p5", part}});
  }

  // A leg that plays while it rings is joined with the caller before anybody picks up.
  void ringing_that_plays_is_no_answer() {
    check({leg("plays", {0, -1, 25}, "NO_ANSWER", {{"last_app", "bridge"}, {"bridge_uuid", "p1"}}),
           phone("p1", "plays", {0, -1, 25}, "NO_ANSWER", {{"bridge_uuid", "plays"}}),
           leg("menu", {100, 100, 140}, "NORMAL_CLEARING",
               {{"last_app", "bridge"}, {"ivr_menu_uuid", "m"}, {"bridge_uuid", "p2"}}),
           phone("p2", "menu", {110, -1, 140}, "NO_ANSWER", {{"bridge_uuid", "menu"}}),
           leg("not-confirmed", {200, -1, 230}, "NO_ANSWER", {{"last_app", "bridge"}}),
           phone("p3", "not-confirmed", {200, 222, 230}, "NO_ANSWER"),
           leg("to-mailbox", {300, 320, 350}, "NORMAL_CLEARING",
               {{"last_app", "bridge"}, {"bridge_uuid", "p4"}}),
           phone("p4", "to-mailbox", {319, 320, 350}, "NORMAL_CLEARING",
                 {{"destination_number", "*99201"}, {"bridge_uuid", "to-mailbox"}})},
          {{"plays", "missed not_answered after 25"},
           {"menu", "missed not_answered after 40"},
           {"not-confirmed", "missed not_answered after 30"},
           {"to-mailbox", "missed voicemail after 50"},
           {"p1", part},
           {"p2", part},
           {"p3", part},
           {"p4", part}});
  }

  void what_does_not_count() {
    check({leg("out", {0, 5, 45}, "NORMAL_CLEARING",
               {{"direction", "outbound"}, {"last_app", "bridge"}, {"bridge_uuid", "p1"}}),
           phone("p1", "out", {0, 5, 45}, "NORMAL_CLEARING",
                 {{"direction", "outbound"}, {"bridge_uuid", "out"}}),
           leg("out-in-vain", {100, -1, 130}, "ORIGINATOR_CANCEL", {{"direction", "outbound"}}),
           agent("agent", "", {200, 205, 230}, "NORMAL_CLEARING"),
           leg("b-leg", {300, -1, 320}, "NO_ANSWER", {{"leg", "b"}})},
          {{"out", "an outbound call"},
           {"p1", part},
           {"out-in-vain", "an outbound call"},
           {"agent", part},
           {"b-leg", part}});
  }

  void over_midnight() {
    constexpr int before_midnight = 12 * 3600 - 120;
    const RowTable table{{leg("a", {before_midnight, before_midnight + 10, before_midnight + 600},
                              "NORMAL_CLEARING", {{"bridge_uuid", "gone"}})}};
    assert_verdicts("fusionpbx", {}, table, {{"a", "answered 590 after 10"}});
    const auto verdict = judged("fusionpbx", {}, table).verdicts.at("a");
    CPPUNIT_ASSERT_EQUAL(noon + before_midnight, verdict.start);
    CPPUNIT_ASSERT_EQUAL(std::string{"2025550160"}, verdict.called);
    CPPUNIT_ASSERT_EQUAL(std::string{"+12025550141"}, verdict.caller);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KindFusionpbxTest, "kind_fusionpbx");

}  // namespace callwidgets::test
