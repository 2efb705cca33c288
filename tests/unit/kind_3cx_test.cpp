// Calls as 3CX keeps them in cdroutput, three rows or more each.
#include <cppunit/extensions/HelperMacros.h>

#include "judged_rows.h"

namespace callwidgets::test {

class Kind3cxTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(Kind3cxTest);
  CPPUNIT_TEST(a_telephone);
  CPPUNIT_TEST(a_queue);
  CPPUNIT_TEST(menus_mailboxes_and_hours);
  CPPUNIT_TEST(transfers_and_forwards);
  CPPUNIT_TEST(what_does_not_count);
  CPPUNIT_TEST_SUITE_END();

  const std::string part = "a leg of another call";

  static std::string at(int second) {
    if (second < 0) return {};
    const std::string minutes = std::to_string(second / 60), seconds = std::to_string(second % 60);
    const auto two = [](const std::string& text) { return text.size() < 2 ? "0" + text : text; };
    return "2026-06-04 10:" + two(minutes) + ":" + two(seconds) + ".250000+00";
  }

  // What a row joins, and from when to when; answered at `answer`, or not where it is negative.
  struct Way {
    const char *from, *to;
    int start, answer, end;
    const char* how_it_ended;
    const char* details = "";
  };

  static RowValues row(const std::string& call, const std::string& id, const std::string& how,
                       const Way& way, const RowValues& more = {}) {
    RowValues row{{"cdr_id", id},
                  {"call_history_id", call},
                  {"main_call_history_id", call},
                  {"originating_cdr_id", ""},
                  {"base_cdr_id", ""},
                  {"source_participant_id", "s"},
                  {"source_entity_type", way.from},
                  {"source_participant_phone_number", "+12025550141"},
                  {"source_participant_trunk_did", "2025550160"},
                  {"destination_participant_id", "d"},
                  {"destination_entity_type", way.to},
                  {"destination_dn_number", "201"},
                  {"creation_method", how},
                  {"creation_forward_reason", "none"},
                  {"termination_reason", way.how_it_ended},
                  {"termination_reason_details", way.details},
                  {"cdr_started_at", at(way.start)},
                  {"cdr_answered_at", at(way.answer)},
                  {"cdr_ended_at", at(way.end)}};
    row.insert(row.end(), more.begin(), more.end());
    return row;
  }

  // The row that begins a call from outside.
  static RowValues arrival(const std::string& call, int start, int end,
                           const char* how_it_ended = "redirected", const char* details = "") {
    return row(call, call, "call_init",
               {"external_line", "inbound_routing", start, -1, end, how_it_ended, details});
  }

  static void check(const std::vector<RowValues>& rows, const Expected& expected) {
    assert_verdicts("3cx", {}, RowTable{rows}, expected);
  }

 public:
  void a_telephone() {
    const char* line = "external_line";
    const char* phone = "extension";
    const char* left = "src_participant_terminated";
    check(
        {arrival("picked-up", 0, 0),
         row("picked-up", "r1", "route_to", {line, phone, 0, 6, 46, "dst_participant_terminated"}),
         arrival("gave-up", 60, 60),
         row("gave-up", "r2", "route_to", {line, phone, 60, -1, 72, left}),
         arrival("out", 120, 120),
         row("out", "r3", "route_to", {line, phone, 120, -1, 150, "cancelled", "no_answer"}),
         arrival("busy", 180, 180),
         row("busy", "r4", "route_to", {line, phone, 180, -1, 181, "rejected", "busy"}),
         arrival("failed", 240, 241, "rejected", "no_route")},
        {{"picked-up", "answered 40 after 6"},
         {"gave-up", "missed abandoned_ringing after 12"},
         {"out", "missed not_answered after 30"},
         {"busy", "missed busy after 1"},
         {"failed", "missed failed after 1"},
         {"r1", part},
         {"r2", part},
         {"r3", part},
         {"r4", part}});
  }

  void a_queue() {
    const RowValues polled{{"creation_forward_reason", "polling"}};
    const char* line = "external_line";
    const char* left = "src_participant_terminated";
    check(
        {arrival("came", 0, 0),
         row("came", "q1", "route_to", {line, "queue", 0, 1, 20, "continued_in"}),
         row("came", "a1", "divert", {line, "extension", 2, -1, 12, "cancelled", "no_answer"},
             polled),
         row("came", "a2", "divert", {line, "extension", 13, 20, 80, left}, polled),
         arrival("left", 120, 120),
         row("left", "q2", "route_to", {line, "queue", 120, 121, 150, left}),
         row("left", "a3", "divert",
             {"queue", "extension", 140, -1, 150, "cancelled", "terminated_by_originator"}, polled),
         arrival("ended", 180, 180),
         row("ended", "q3", "route_to",
             {line, "queue", 180, 181, 240, "dst_participant_terminated", "timeout"}),
         row("ended", "a4", "divert", {"queue", "extension", 185, -1, 235, "cancelled", "timeout"},
             polled),
         arrival("to-mailbox", 300, 300),
         row("to-mailbox", "q4", "route_to",
             {line, "queue", 300, 301, 360, "redirected", "timeout"}),
         row("to-mailbox", "v4", "divert", {line, "voicemail", 360, 360, 380, left})},
        {{"came", "answered 60 after 20"},
         {"left", "missed abandoned_in_queue after 30"},
         {"ended", "missed no_agent after 60"},
         {"to-mailbox", "missed voicemail after 80"},
         {"q1", part},
         {"q2", part},
         {"q3", part},
         {"q4", part},
         {"a1", part},
         {"a2", part},
         {"a3", part},
         {"a4", part},
         {"v4", part}});
  }

  void menus_mailboxes_and_hours() {
    const char* line = "external_line";
    const char* left = "src_participant_terminated";
    check(
        {arrival("menu", 0, 0), row("menu", "m1", "route_to", {line, "ivr", 0, 0, 17, left}),
         arrival("behind", 60, 60),
         row("behind", "m2", "route_to", {line, "ivr", 60, 60, 70, "redirected"}),
         row("behind", "g2", "divert",
             {line, "ring_group_ring_all", 70, -1, 100, "redirected", "timeout"}),
         row("behind", "x2", "divert", {line, "extension", 70, -1, 100, "cancelled", "timeout"}),
         row("behind", "e2", "divert",
             {line, "endcall", 100, 100, 104, "dst_participant_terminated"}),
         arrival("mailbox", 120, 120),
         row("mailbox", "x3", "route_to",
             {line, "extension", 120, -1, 140, "redirected", "no_answer"}),
         row("mailbox", "v3", "divert", {line, "voicemail", 140, 140, 165, left}),
         arrival("closed", 180, 180),
         row("closed", "m4", "route_to", {line, "ivr", 180, 180, 195, left},
             {{"creation_forward_reason", "out_of_office"}}),
         arrival("fax", 240, 240), row("fax", "f5", "route_to", {line, "fax", 240, 241, 300, left}),
         arrival("blocked", 300, 300, "rejected", "caller_blacklisted")},
        {{"menu", "missed abandoned_in_menu after 17"},
         {"behind", "missed not_answered after 44"},
         {"mailbox", "missed voicemail after 45"},
         {"closed", "missed out_of_hours after 15"},
         {"fax", "missed fax after 60"},
         {"blocked", "the caller is on the blacklist"},
         {"m1", part},
         {"m2", part},
         {"g2", part},
         {"x2", part},
         {"e2", part},
         {"x3", part},
         {"v3", part},
         {"m4", part},
         {"f5", part}});
  }

  // The colleague who is asked first speaks with the one who asks, not with the caller.
  void transfers_and_forwards() {
    const char* line = "external_line";
    const char* left = "src_participant_terminated";
    check(
        {arrival("moved", 0, 0),
         row("moved", "x1", "route_to", {line, "extension", 0, 5, 20, "continued_in"}),
         row("moved", "asked", "call_init", {"extension", "extension", 20, 24, 35, "continued_in"},
             {{"call_history_id", "own"}}),
         row("moved", "x2", "transfer", {line, "extension", 35, 35, 95, left}),
         arrival("mobile", 120, 120),
         row("mobile", "x3", "route_to",
             {line, "extension", 120, -1, 130, "redirected", "no_answer"}),
         row("mobile", "x4", "divert", {line, "external_line", 130, 140, 170, left})},
        {{"moved", "answered 75 after 5"},
         {"mobile", "answered 30 after 20"},
         {"x1", part},
         {"asked", "an outbound call"},
         {"x2", part},
         {"x3", part},
         {"x4", part}});
  }

  void what_does_not_count() {
    check({row("out", "o1", "call_init", {"extension", "outbound_rule", 0, -1, 1, "redirected"}),
           row("out", "o2", "route_to",
               {"extension", "external_line", 1, 10, 50, "src_participant_terminated"})},
          {{"o1", "an outbound call"}, {"o2", part}});
    const auto found = judged("3cx", {}, RowTable{{arrival("a", 5, 6)}}).verdicts.at("a");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1780567205}, found.start);
    CPPUNIT_ASSERT_EQUAL(std::string{"2025550160"}, found.called);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(Kind3cxTest, "kind_3cx");

}  // namespace callwidgets::test
