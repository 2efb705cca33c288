// Calls as CallRail's API gives them.
#include <cppunit/extensions/HelperMacros.h>

#include "judged_rows.h"

namespace callwidgets::test {

class KindCallrailTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(KindCallrailTest);
  CPPUNIT_TEST(a_mailbox_is_no_answer);
  CPPUNIT_TEST_SUITE_END();

  static constexpr const char* header =
      "id,answered,voicemail,direction,duration,start_time,customer_phone_number,"
      "tracking_phone_number,source_name\n";

 public:
  void a_mailbox_is_no_answer() {
    const std::string numbers = ",+12025550141,+12025550160,Google Ads\n";
    const RowTable table =
        table_in(header + ("CAL1,true,false,inbound,62,2026-06-04T23:59:50.123-04:00" + numbers) +
                 "CAL2,false,true,inbound,35,2026-06-04T10:01:00.000-04:00" + numbers +
                 "CAL3,false,false,inbound,14,2026-06-04T10:02:00.000-04:00" + numbers +
                 "CAL4,false,false,inbound,15,2026-06-04T10:03:00.000-04:00" + numbers +
                 "CAL5,true,true,inbound,40,2026-06-04T10:04:00.000-04:00" + numbers +
                 "CAL6,true,false,outbound,40,2026-06-04T10:05:00.000-04:00" + numbers);
    assert_verdicts("callrail", {}, table,
                    {{"CAL1", "answered 62 after 0"},
                     {"CAL2", "missed voicemail after 35"},
                     {"CAL3", "missed abandoned_ringing after 14"},
                     {"CAL4", "missed not_answered after 15"},
                     {"CAL5", "missed voicemail after 40"},
                     {"CAL6", "an outbound call"}});
    const auto verdict = judged("callrail", {}, table).verdicts.at("CAL1");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1780631990}, verdict.start);
    CPPUNIT_ASSERT_EQUAL(std::string{"+12025550160"}, verdict.called);
    CPPUNIT_ASSERT_EQUAL(std::string{"+12025550141"}, verdict.caller);
    CPPUNIT_ASSERT_EQUAL(std::string{"Google Ads"}, verdict.attribution);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KindCallrailTest, "kind_callrail");

}  // namespace callwidgets::test
