// Calls as Grandstream's UCM gives them: flat records, and such of a main one and its parts.
#include <cppunit/extensions/HelperMacros.h>

#include "judged_rows.h"

namespace callwidgets::test {

class KindGrandstreamTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(KindGrandstreamTest);
  CPPUNIT_TEST(the_parts_decide);
  CPPUNIT_TEST(flat_records);
  CPPUNIT_TEST_SUITE_END();

  const std::string zone = "zone = Europe/London\n";
  const std::string part = "a leg of another call";

  // One of a record's rows, on 2026-06-04 at 10:00 and some seconds.
  struct Piece {
    const char *piece, *account, *session, *action, *disposition, *extension;
    int second, duration, talk;
  };

  static RowValues row(const Piece& piece, const RowValues& more = {}) {
    const std::string seconds = std::to_string(piece.second % 60);
    RowValues row{{"part", piece.piece},
                  {"record", "1"},
                  {"AcctId", piece.account},
                  {"session", piece.session},
                  {"src", "+12025550141"},
                  {"dst", "6500"},
                  {"action_type", piece.action},
                  {"disposition", piece.disposition},
                  {"dstchanext", piece.extension},
                  {"lastapp", "Dial"},
                  {"userfield", "Inbound"},
                  {"src_trunk_name", "telco"},
                  {"dst_trunk_name", ""},
                  {"uniqueid", ""},
                  {"start", "2026-06-04 10:0" + std::to_string(piece.second / 60) + ":" +
                                (seconds.size() < 2 ? "0" : "") + seconds},
                  {"duration", std::to_string(piece.duration)},
                  {"billsec", std::to_string(piece.talk)}};
    row.insert(row.end(), more.begin(), more.end());
    return row;
  }

 public:
  void the_parts_decide() {
    const RowTable table{{
        row({"main", "10", "s1", "QUEUE[6500]", "NO ANSWER", "", 0, 60, 0}),
        row({"sub", "11", "s1", "IVR[7000]", "ANSWERED", "", 0, 8, 8}),
        row({"sub", "12", "s1", "QUEUE[6500]", "NO ANSWER", "1001", 8, 10, 0}),
        row({"sub", "13", "s1", "QUEUE[6500]", "ANSWERED", "1002", 18, 42, 38}),
        row({"main", "20", "s2", "IVR[7000]", "ANSWERED", "", 100, 50, 50}),
        row({"sub", "20", "s2", "IVR[7000]", "ANSWERED", "", 100, 10, 10}),
        row({"sub", "21", "s2", "QUEUE[6500]", "NO ANSWER", "1001", 110, 40, 0}),
        row({"main", "30", "s3", "DIAL", "NO ANSWER", "", 200, 45, 0}),
        row({"sub", "31", "s3", "DIAL", "NO ANSWER", "1001", 200, 20, 0}),
        row({"sub", "32", "s3", "VM[1001]", "ANSWERED", "1001", 220, 25, 25}),
        row({"main", "40", "s4", "IVR[7000]", "ANSWERED", "", 300, 12, 12}),
        row({"sub", "41", "s4", "IVR[7000]", "ANSWERED", "", 300, 12, 12}),
    }};
    assert_verdicts("grandstream", zone, table,
                    {{"10", "answered 38 after 22"},
                     {"20", "missed abandoned_in_queue after 50"},
                     {"30", "missed voicemail after 45"},
                     {"40", "missed abandoned_in_menu after 12"},
                     {"sub 11", part},
                     {"sub 12", part},
                     {"sub 13", part},
                     {"sub 20", part},
                     {"sub 21", part},
                     {"sub 31", part},
                     {"sub 32", part},
                     {"sub 41", part}});
  }

  void flat_records() {
    const RowTable table{{
        row({"main", "50", "s5", "DIAL", "ANSWERED", "1001", 0, 45, 40}),
        row({"main", "51", "s6", "DIAL", "NO ANSWER", "1001", 60, 30, 0}),
        row({"main", "52", "s7", "DIAL", "BUSY", "1001", 120, 2, 0}),
        row({"main", "53", "s8", "DIAL", "FAILED", "1001", 180, 0, 0}),
        row({"main", "54", "s9", "VM[1001]", "ANSWERED", "1001", 240, 25, 25}),
        row({"main", "55", "s10", "IVR[7000]", "ANSWERED", "", 300, 20, 20}),
        row({"main", "56", "s11", "DIAL", "ANSWERED", "", 360, 45, 40},
            {{"dst_trunk_name", "telco"}}),
        row({"main", "57", "s12", "DIAL", "ANSWERED", "", 420, 45, 40},
            {{"userfield", "Outbound"}, {"src_trunk_name", ""}, {"dst_trunk_name", "telco"}}),
        row({"main", "58", "s13", "FAX[1]", "ANSWERED", "", 480, 45, 40}),
    }};
    assert_verdicts("grandstream", zone, table,
                    {{"50", "answered 40 after 5"},
                     {"51", "missed not_answered after 30"},
                     {"52", "missed busy after 2"},
                     {"53", "missed failed after 0"},
                     {"54", "missed voicemail after 25"},
                     {"55", "missed abandoned_in_menu after 20"},
                     {"56", "answered 40 after 5"},
                     {"57", "an outbound call"},
                     {"58", "missed fax after 45"}});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1780563600},
                         judged("grandstream", zone, table).verdicts.at("50").start);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KindGrandstreamTest, "kind_grandstream");

}  // namespace callwidgets::test
