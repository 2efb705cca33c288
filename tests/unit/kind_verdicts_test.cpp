// The cases of tests/call_tables that are not Asterisk's, each through its kind: what expected.csv
// says of them, and of each row that is none of its own.
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "calendar/day.h"
#include "calls/reason.h"
#include "judged_rows.h"
#include "site.h"
#include "sources/rows/file_rows.h"

namespace callwidgets::test {

using sources::LeftOut;
using sources::Verdict;

class KindVerdictsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(KindVerdictsTest);
  CPPUNIT_TEST(fusionpbx_and_freeswitch);
  CPPUNIT_TEST(twilio);
  CPPUNIT_TEST(records_of_a_spreadsheet);
  CPPUNIT_TEST_SUITE_END();

  static std::string text_of(const std::string& name) {
    std::ifstream in{source_path() / "tests/call_tables" / name, std::ios::binary};
    CPPUNIT_ASSERT_MESSAGE(name, in.is_open());
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    std::erase(text, '\r');
    return text;
  }

  // As the program reads it.
  static RowTable read_file(const std::string& name) {
    sources::FileRows rows{{(source_path() / "tests/call_tables" / name).string()}};
    RowTable table;
    table.columns = rows.columns();
    sources::Row row;
    while (rows.next(row)) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::string{}, row.problem);
      table.rows.emplace_back(row.values.begin(), row.values.end());
    }
    return table;
  }

  static bool is_one_of(const std::string& reason, const std::string& allowed) {
    for (std::size_t at = 0; at <= allowed.size();) {
      const std::size_t end = std::min(allowed.find(" or ", at), allowed.size());
      if (allowed.substr(at, end - at) == reason) return true;
      at = end + 4;
    }
    return false;
  }

  // A line of expected.csv: case, call, start_utc, answered, talk_s, caller, reason, left_out.
  static void compare(const std::vector<std::string>& line, const Verdict& verdict) {
    const std::string& name = line[0] + " " + line[1];
    CPPUNIT_ASSERT_EQUAL_MESSAGE(name, line[7].empty(), verdict.left_out == LeftOut::counted);
    if (line[7] == "leg of another call")
      CPPUNIT_ASSERT_MESSAGE(name, verdict.left_out == LeftOut::part_of_other);
    if (!line[7].empty()) return;
    const calendar::Instant start{std::chrono::seconds{verdict.start}};
    CPPUNIT_ASSERT_EQUAL_MESSAGE(name, line[2], calendar::format(start));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(name, line[3] == "1", verdict.answered);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(name, line[4], std::to_string(verdict.talk));
    const std::string reason{calls::name_of(verdict.reason)};
    CPPUNIT_ASSERT_MESSAGE(name + " " + reason, is_one_of(reason, line[6]));
    if (line[5].empty()) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::string{}, verdict.caller);
    } else {
      std::string caller = verdict.caller;
      std::erase(caller, ' ');
      const std::size_t zero = caller.find("(0)");
      if (zero != std::string::npos) caller.erase(zero, 3);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, line[5], caller);
    }
  }

  static void check(const std::string& name, const std::string& kind,
                    const std::string& settings = {}) {
    const RowTable table = read_file(name);
    const JudgedRows found = judged(kind, settings, table);
    CPPUNIT_ASSERT_MESSAGE(name, found.problems.empty());
    std::size_t lines = 0;
    for (const auto& line : table_in(text_of("expected.csv")).rows) {
      if (line[0] != name) continue;
      ++lines;
      CPPUNIT_ASSERT_MESSAGE(name + " " + line[1], found.verdicts.contains(line[1]));
      compare(line, found.verdicts.at(line[1]));
    }
    CPPUNIT_ASSERT(lines > 0);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(name, lines, found.verdicts.size());
    Expected same;
    for (const auto& [id, verdict] : found.verdicts) same[id] = in_words(verdict);
    assert_verdicts(kind, settings, table, same);
  }

 public:
  void fusionpbx_and_freeswitch() {
    for (const char* name : {"f01-ring-all-lose-race.csv", "f02-call-centre-nobody-came.csv",
                             "f04-voicemail.csv", "f06-one-uuid-three-times.csv"})
      check(name, "fusionpbx");
  }

  void twilio() { check("t01-parent-and-child.csv", "twilio"); }

  void records_of_a_spreadsheet() {
    for (const char* name :
         {"x01-cr-only.csv", "x02-semicolons-bom.csv", "x03-utf16.txt", "x05-null-words.csv"})
      check(name, "table");
    check("x06-uk-number-with-zero-in-brackets.csv", "table");
    const auto found = judged("table", {}, read_file("x05-null-words.csv"));
    for (const auto& [id, verdict] : found.verdicts) {
      CPPUNIT_ASSERT_EQUAL(std::string{}, verdict.attribution);
      CPPUNIT_ASSERT_EQUAL(std::string{"7"}, verdict.customer);
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KindVerdictsTest, "kind_verdicts");

}  // namespace callwidgets::test
