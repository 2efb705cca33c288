// Calls as Yeastar's boxes send them.
#include <cppunit/extensions/HelperMacros.h>

#include "judged_rows.h"

namespace callwidgets::test {

class KindYeastarTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(KindYeastarTest);
  CPPUNIT_TEST(the_status_is_the_calls);
  CPPUNIT_TEST(names_of_the_older_boxes);
  CPPUNIT_TEST(the_hour_that_comes_twice);
  CPPUNIT_TEST_SUITE_END();

  const std::string zone = "zone = Europe/Berlin\n";
  static constexpr const char* header =
      "call_id,time_start,call_from,call_to,call_duration,talk_duration,src_trunk_name,"
      "dst_trunk_name,status,type,did_number,agent_ring_time\n";

 public:
  void the_status_is_the_calls() {
    const RowTable table = table_in(
        std::string{header} +
        "1780567200.1,2026-06-04 12:00:00,+12025550141,2001,45,40,telco,,ANSWERED,inbound,"
        "2025550160,5\n"
        "1780567260.2,2026-06-04 12:01:00,+12025550141,2001,30,0,telco,,NO ANSWER,inbound,"
        "2025550160,\n"
        "1780567320.3,2026-06-04 12:02:00,+12025550141,2001,2,0,telco,,BUSY,inbound,2025550160,\n"
        "1780567380.4,2026-06-04 12:03:00,+12025550141,2001,50,25,telco,,VOICEMAIL,inbound,"
        "2025550160,\n"
        "1780567440.5,2026-06-04 12:04:00,+12025550141,IVR 6500,20,20,telco,,ANSWERED,inbound,"
        "2025550160,\n"
        "1780567500.6,2026-06-04 12:05:00,2001,+12025550141,50,40,,telco,ANSWERED,outbound,,\n"
        "1780567560.7,2026-06-04 12:06:00,2001,2002,50,40,,,ANSWERED,internal,,\n"
        "1780567620.8,2026-06-04 12:07:00,+12025550141,2001,50,40,telco,,ANSWERD,Inbound,"
        "2025550160,10\n");
    assert_verdicts("yeastar", zone, table,
                    {{"1780567200.1", "answered 40 after 5"},
                     {"1780567260.2", "missed not_answered after 30"},
                     {"1780567320.3", "missed busy after 2"},
                     {"1780567380.4", "missed voicemail after 50"},
                     {"1780567440.5", "missed abandoned_in_menu after 20"},
                     {"1780567500.6", "an outbound call"},
                     {"1780567560.7", "an outbound call"},
                     {"1780567620.8", "answered 40 after 10"}});
  }

  void names_of_the_older_boxes() {
    const RowTable table = table_in(
        "callid,timestart,callfrom,callto,callduraction,talkduraction,srctrunkname,status,type,"
        "didnumber,agentringtime\n"
        "1571897930.5,2019-10-24 08:18:50,+12025550141,1023,19,10,telco,ANSWERED,Inbound,"
        "2025550160,9\n"
        "1571897990.6,2019-10-24 08:19:50,+12025550141,1023,19,0,telco,NO ANSWERED,Inbound,"
        "2025550160,\n");
    assert_verdicts("yeastar", zone, table,
                    {{"1571897930.5", "answered 10 after 9"},
                     {"1571897990.6", "missed not_answered after 19"}});
  }

  void the_hour_that_comes_twice() {
    const std::string rest = ",+12025550141,2001,45,40,telco,,ANSWERED,inbound,2025550160,5\n";
    const RowTable table = table_in(header + ("1792888200.1,2026-10-25 02:30:00" + rest) +
                                    "1792891800.2,2026-10-25 02:30:00" + rest);
    const auto found = judged("yeastar", zone, table);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1792888200}, found.verdicts.at("1792888200.1").start);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1792891800}, found.verdicts.at("1792891800.2").start);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KindYeastarTest, "kind_yeastar");

}  // namespace callwidgets::test
