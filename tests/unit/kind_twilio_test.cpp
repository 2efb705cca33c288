// Calls as Twilio's API gives them.
#include <cppunit/extensions/HelperMacros.h>

#include "judged_rows.h"

namespace callwidgets::test {

class KindTwilioTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(KindTwilioTest);
  CPPUNIT_TEST(whether_a_person_answered_stands_in_the_child);
  CPPUNIT_TEST(what_does_not_count);
  CPPUNIT_TEST(both_forms_of_time);
  CPPUNIT_TEST_SUITE_END();

  static constexpr const char* header =
      "sid,parent_call_sid,direction,from,to,status,start_time,end_time,duration,answered_by,"
      "queue_time\n";
  const std::string part = "a leg of another call";

 public:
  void whether_a_person_answered_stands_in_the_child() {
    const std::string in = "inbound,+12025550141,+12025550160,";
    const std::string dial = "outbound-dial,+12025550141,+12025550171,";
    const RowTable table = table_in(
        header +
        ("answered,," + in + "completed,2026-06-05T10:00:00Z,2026-06-05T10:00:55Z,55,,\n") +
        ("c1,answered," + dial + "completed,2026-06-05T10:00:10Z,2026-06-05T10:00:55Z,40,,\n") +
        ("moved,," + in + "completed,2026-06-05T10:10:00Z,2026-06-05T10:12:00Z,120,,\n") +
        ("c2,moved," + dial + "completed,2026-06-05T10:10:05Z,2026-06-05T10:10:40Z,30,,\n") +
        ("c3,moved," + dial + "completed,2026-06-05T10:10:45Z,2026-06-05T10:12:00Z,70,,\n") +
        ("menu,," + in + "completed,2026-06-05T10:20:00Z,2026-06-05T10:20:25Z,25,,\n") +
        ("busy,," + in + "completed,2026-06-05T10:30:00Z,2026-06-05T10:30:06Z,6,,\n") +
        ("c4,busy," + dial + "busy,2026-06-05T10:30:04Z,2026-06-05T10:30:05Z,0,,\n") +
        ("failed,," + in + "completed,2026-06-05T10:40:00Z,2026-06-05T10:40:06Z,6,,\n") +
        ("c5,failed," + dial + "failed,2026-06-05T10:40:04Z,2026-06-05T10:40:05Z,0,,\n") +
        ("gave-up,," + in + "completed,2026-06-05T10:50:00Z,2026-06-05T10:50:20Z,20,,\n") +
        ("c6,gave-up," + dial + "canceled,2026-06-05T10:50:04Z,2026-06-05T10:50:20Z,0,,\n") +
        ("machine,," + in + "completed,2026-06-05T11:00:00Z,2026-06-05T11:00:50Z,50,,\n") +
        ("c7,machine," + dial +
         "completed,2026-06-05T11:00:04Z,2026-06-05T11:00:50Z,30,machine_start,\n") +
        ("group,," + in + "completed,2026-06-05T11:10:00Z,2026-06-05T11:10:50Z,50,,\n") +
        ("c8,group," + dial + "canceled,2026-06-05T11:10:04Z,2026-06-05T11:10:10Z,0,,\n") +
        ("c9,group," + dial + "completed,2026-06-05T11:10:04Z,2026-06-05T11:10:50Z,40,,\n") +
        ("never-up,," + in + "busy,2026-06-05T11:20:00Z,2026-06-05T11:20:00Z,0,,\n") +
        ("queue,," + in + "completed,2026-06-05T11:30:00Z,2026-06-05T11:31:40Z,100,,90000\n"));
    assert_verdicts("twilio", {}, table,
                    {{"answered", "answered 40 after 15"},
                     {"moved", "answered 100 after 10"},
                     {"menu", "missed abandoned_in_menu after 25"},
                     {"busy", "missed busy after 6"},
                     {"failed", "missed failed after 6"},
                     {"gave-up", "missed abandoned_ringing after 20"},
                     {"machine", "missed voicemail after 50"},
                     {"group", "answered 40 after 10"},
                     {"never-up", "missed busy after 0"},
                     {"queue", "missed abandoned_in_queue after 90"},
                     {"c1", part},
                     {"c2", part},
                     {"c3", part},
                     {"c4", part},
                     {"c5", part},
                     {"c6", part},
                     {"c7", part},
                     {"c8", part},
                     {"c9", part}});
  }

  void what_does_not_count() {
    const RowTable table = table_in(
        header +
        std::string{
            "api,,outbound-api,+12025550160,+12025550141,completed,2026-06-05T10:00:00Z,"
            "2026-06-05T10:00:55Z,55,,\n"
            "c1,api,outbound-dial,+12025550160,+12025550171,completed,2026-06-05T10:00:10Z,"
            "2026-06-05T10:00:55Z,40,,\n"
            "now,,inbound,+12025550141,+12025550160,in-progress,2026-06-05T10:00:00Z,,,,\n"});
    assert_verdicts("twilio", {}, table,
                    {{"api", "an outbound call"}, {"c1", part}, {"now", "no customer's call"}});
  }

  void both_forms_of_time() {
    const auto found = judged("twilio", {},
                              RowTable{{{{"sid", "a"},
                                         {"parent_call_sid", ""},
                                         {"direction", "inbound"},
                                         {"from", "+12025550141"},
                                         {"to", "+12025550160"},
                                         {"status", "no-answer"},
                                         {"start_time", "Thu, 04 Jun 2026 23:59:50 +0000"},
                                         {"end_time", "Fri, 05 Jun 2026 00:00:20 +0000"},
                                         {"duration", "0"}}}});
    CPPUNIT_ASSERT(found.problems.empty());
    const auto& verdict = found.verdicts.at("a");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1780617590}, verdict.start);
    CPPUNIT_ASSERT_EQUAL(std::string{"missed not_answered after 30"}, in_words(verdict));
    CPPUNIT_ASSERT_EQUAL(std::string{"+12025550160"}, verdict.called);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KindTwilioTest, "kind_twilio");

}  // namespace callwidgets::test
