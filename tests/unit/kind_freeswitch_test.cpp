// Calls as FreeSWITCH writes them by the templates of mod_cdr_csv.
#include <cppunit/extensions/HelperMacros.h>

#include "judged_rows.h"

namespace callwidgets::test {

class KindFreeswitchTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(KindFreeswitchTest);
  CPPUNIT_TEST(the_template_example);
  CPPUNIT_TEST(the_columns_of_sql);
  CPPUNIT_TEST(both_legs);
  CPPUNIT_TEST(the_template_asterisk);
  CPPUNIT_TEST_SUITE_END();

  const std::string zone = "zone = Europe/Berlin\n";
  const std::string part = "a leg of another call";

  static constexpr const char* example =
      "caller_id_name,caller_id_number,destination_number,context,start_stamp,answer_stamp,"
      "end_stamp,duration,billsec,hangup_cause,uuid,bleg_uuid,accountcode,read_codec,write_codec\n";
  static constexpr const char* asterisk =
      "accountcode,caller_id_number,destination_number,context,caller_id,channel_name,"
      "bridge_channel,last_app,last_arg,start_stamp,answer_stamp,end_stamp,duration,billsec,"
      "hangup_cause,amaflags,uuid,userfield\n";

 public:
  void the_template_example() {
    const RowTable table = table_in(
        std::string{example} +
        R"("A","+12025550141","201","public","2026-06-04 10:00:00","2026-06-04 10:00:05","2026-06-04 10:00:45","45","40","NORMAL_CLEARING","direct","b1","","PCMU","PCMU"
"A","+12025550141","201","public","2026-06-04 10:01:00","","2026-06-04 10:01:12","12","0","ORIGINATOR_CANCEL","gave-up","","","PCMU","PCMU"
"A","+12025550141","201","public","2026-06-04 10:02:00","","2026-06-04 10:02:30","30","0","NO_ANSWER","out","","","PCMU","PCMU"
"A","+12025550141","201","public","2026-06-04 10:03:00","","2026-06-04 10:03:01","1","0","USER_BUSY","busy","","","PCMU","PCMU"
"A","+12025550141","999","public","2026-06-04 10:04:00","","2026-06-04 10:04:00","0","0","UNALLOCATED_NUMBER","failed","","","PCMU","PCMU"
"A","+12025550141","5000","public","2026-06-04 10:05:00","2026-06-04 10:05:00","2026-06-04 10:05:32","32","32","NORMAL_CLEARING","menu","","","PCMU","PCMU"
"A","+12025550141","*99201","public","2026-06-04 10:06:00","2026-06-04 10:06:25","2026-06-04 10:06:50","50","25","NORMAL_CLEARING","mailbox","","","PCMU","PCMU"
"A","+12025550141","201","public","2026-06-04 10:07:00","2026-06-04 10:07:00","2026-06-04 10:08:10","70","70","NORMAL_CLEARING","menu-first","b2","","PCMU","PCMU"
"A","201","+12025550141","default","2026-06-04 10:09:00","2026-06-04 10:09:05","2026-06-04 10:09:45","45","40","NORMAL_CLEARING","outbound","b3","","PCMU","PCMU"
"A","+12025550141","201","public","2026-06-04 23:58:00","2026-06-04 23:58:10","2026-06-05 00:08:00","600","590","NORMAL_CLEARING","midnight","b4","","PCMU","PCMU"
)");
    assert_verdicts("freeswitch", zone, table,
                    {{"direct", "answered 40 after 5"},
                     {"gave-up", "missed abandoned_ringing after 12"},
                     {"out", "missed not_answered after 30"},
                     {"busy", "missed busy after 1"},
                     {"failed", "missed failed after 0"},
                     {"menu", "missed abandoned_in_menu after 32"},
                     {"mailbox", "missed voicemail after 50"},
                     {"menu-first", "answered at most 70 after 0"},
                     {"outbound", "an outbound call"},
                     {"midnight", "answered 590 after 10"}});
    constexpr std::int64_t start = 1780610280;  // 21:58 UTC
    CPPUNIT_ASSERT_EQUAL(start, judged("freeswitch", zone, table).verdicts.at("midnight").start);
  }

  void the_columns_of_sql() {
    const RowTable table = table_in(
        "caller_id_name,caller_id_number,destination_number,context,start_stamp,answer_stamp,"
        "end_stamp,duration,billsec,hangup_cause,uuid,bleg_uuid,accountcode\n"
        "A,+12025550141,201,from-trunk,2026-06-04 10:00:00,2026-06-04 10:00:05,"
        "2026-06-04 10:00:45,45,40,NORMAL_CLEARING,a,b,\n");
    assert_verdicts("freeswitch", zone, table, {{"a", "answered 40 after 5"}});
  }

  // `legs` is `ab`: the telephone that answered is known by the caller's row, the others by the leg
  // that made them where the template has it.
  void both_legs() {
    const std::string caller = "A,+12025550141,";
    const RowTable plain =
        table_in(std::string{example} + caller +
                 "201,public,2026-06-04 10:00:00,2026-06-04 10:00:00,2026-06-04 10:00:45,45,45,"
                 "NORMAL_CLEARING,a,b,,,\n" +
                 caller +
                 "201,public,2026-06-04 10:00:01,2026-06-04 10:00:05,2026-06-04 10:00:45,44,40,"
                 "NORMAL_CLEARING,b,,,,\n");
    assert_verdicts("freeswitch", zone, RowTable{plain},
                    {{"a", "answered at most 45 after 0"}, {"b", part}});
    RowTable full = plain;
    full.columns.push_back("originating_leg_uuid");
    full.rows[0].push_back("");
    full.rows[1].push_back("a");
    full.rows.push_back({"A", "+12025550141", "202", "public", "2026-06-04 10:00:01", "",
                         "2026-06-04 10:00:05", "4", "0", "LOSE_RACE", "b2", "", "", "", "", "a"});
    assert_verdicts("freeswitch", zone, full,
                    {{"a", "answered 40 after 5"}, {"b", part}, {"b2", part}});
  }

  void the_template_asterisk() {
    const RowTable table = table_in(
        std::string{asterisk} +
        R"("","+12025550141","201","public","A <+12025550141>","sofia/external/1","sofia/internal/201","bridge","user/201","2026-06-04 10:00:00","2026-06-04 10:00:05","2026-06-04 10:00:45","45","40","NORMAL_CLEARING","DOCUMENTATION","direct",""
"","+12025550141","201","public","A <+12025550141>","sofia/external/2","","voicemail","default x 201","2026-06-04 10:01:00","2026-06-04 10:01:20","2026-06-04 10:01:50","50","30","NORMAL_CLEARING","DOCUMENTATION","mailbox",""
"","+12025550141","5000","public","A <+12025550141>","sofia/external/3","","ivr","main","2026-06-04 10:02:00","2026-06-04 10:02:00","2026-06-04 10:02:20","20","20","NORMAL_CLEARING","DOCUMENTATION","menu",""
"","+12025550141","sales","public","A <+12025550141>","sofia/external/4","","callcenter","sales","2026-06-04 10:03:00","2026-06-04 10:03:00","2026-06-04 10:04:35","95","95","NORMAL_CLEARING","DOCUMENTATION","queue",""
"","+12025550141","sales","public","A <+12025550141>","sofia/external/5","sofia/internal/202","callcenter","sales","2026-06-04 10:05:00","2026-06-04 10:05:00","2026-06-04 10:06:35","95","95","NORMAL_CLEARING","DOCUMENTATION","agent",""
"","+12025550141","201","public","A <+12025550141>","sofia/external/6","","bridge","user/201","2026-06-04 10:07:00","","2026-06-04 10:07:30","30","0","NO_ANSWER","DOCUMENTATION","out",""
)");
    assert_verdicts("freeswitch_asterisk", zone, table,
                    {{"direct", "answered 40 after 5"},
                     {"mailbox", "missed voicemail after 50"},
                     {"menu", "missed abandoned_in_menu after 20"},
                     {"queue", "missed abandoned_in_queue after 95"},
                     {"agent", "answered at most 95 after 0"},
                     {"out", "missed not_answered after 30"}});
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KindFreeswitchTest, "kind_freeswitch");

}  // namespace callwidgets::test
