// Any table of calls by a mapping of the operator's: the examples of docs/sources.md.
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <iterator>

#include "judged_rows.h"
#include "site.h"

namespace callwidgets::test {

class KindTableTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(KindTableTest);
  CPPUNIT_TEST(a_spreadsheet_as_documented);
  CPPUNIT_TEST(own_records_as_documented);
  CPPUNIT_TEST(an_unknown_word_is_a_bad_row);
  CPPUNIT_TEST_SUITE_END();

  // The indented lines behind `kind = table` that name the file.
  static std::string documented(const std::string& file) {
    std::ifstream in{source_path() / "docs/sources.md"};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const std::size_t named = text.find("    file = " + file + "\n");
    CPPUNIT_ASSERT_MESSAGE(file, named != std::string::npos);
    std::string lines;
    for (std::size_t at = named; text.compare(at, 4, "    ") == 0;) {
      const std::size_t end = text.find('\n', at) + 1;
      lines += text.substr(at + 4, end - at - 4);
      at = end;
    }
    return lines;
  }

 public:
  void a_spreadsheet_as_documented() {
    const RowTable table = table_in(
        "Call Time,Caller,Number Dialled,Length,Result,Campaign\n"
        "6/4/2026 11:58 PM,202 555 0141,202 555 0160,0:01:02,Answered,Google Ads\n"
        "6/5/2026 9:05 AM,202 555 0142,202 555 0160,0:00:20,Left message,\n"
        "6/5/2026 9:06 AM,202 555 0142,202 555 0160,0:00:10,Hung up,\n"
        "6/5/2026 9:07 AM,202 555 0142,202 555 0160,0:00:30,No answer,\n");
    const auto found = judged("table", documented("calls.csv"), table);
    CPPUNIT_ASSERT(found.problems.empty());
    std::map<std::int64_t, std::string> words;
    for (const auto& [id, verdict] : found.verdicts) words[verdict.start] = in_words(verdict);
    const std::map<std::int64_t, std::string> expected{
        {1780631880, "answered 62 after 0"},
        {1780664700, "missed voicemail after 20"},
        {1780664760, "missed abandoned_ringing after 10"},
        {1780664820, "missed not_answered after 30"}};
    CPPUNIT_ASSERT(words == expected);
    for (const auto& [id, verdict] : found.verdicts) {
      if (!verdict.answered) continue;
      CPPUNIT_ASSERT_EQUAL(std::string{"202 555 0160"}, verdict.called);
      CPPUNIT_ASSERT_EQUAL(std::string{"Google Ads"}, verdict.attribution);
    }
  }

  void own_records_as_documented() {
    const RowTable table = table_in(
        "cdr_id,start,duration,answered,customer_id,anum\n"
        "1,2026-06-04 23:59:00,62,1,407382,+12025550141\n"
        "2,2026-06-05 00:10:00,0,0,407382,+12025550142\n");
    const std::string settings = documented("records.csv");
    assert_verdicts("table", settings, table,
                    {{"1", "answered 62 after 0"}, {"2", "missed not_answered after 0"}});
    const auto verdict = judged("table", settings, table).verdicts.at("1");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1780617540}, verdict.start);
    CPPUNIT_ASSERT_EQUAL(std::string{"407382"}, verdict.customer);
    CPPUNIT_ASSERT_EQUAL(std::string{"+12025550141"}, verdict.caller);
  }

  void an_unknown_word_is_a_bad_row() {
    const auto found = judged("table", {},
                              table_in("id,start,duration,answered\n"
                                       "1,2026-06-04 23:59:00,62,perhaps\n"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found.problems.size());
    CPPUNIT_ASSERT(found.problems.front().find("outcome is 'perhaps'; allowed are") == 0);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KindTableTest, "kind_table");

}  // namespace callwidgets::test
