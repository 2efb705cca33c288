// From a FreePBX's database to the first answer by the five commands of INSTALL.md, as they stand.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <ctime>

#include "document.h"
#include "import_site.h"
#include "pbx_table.h"
#include "sql_client.h"
#include "stored_verdicts.h"

namespace callwidgets::test {
namespace {

class PbxGuideTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PbxGuideTest);
  CPPUNIT_TEST(five_commands_lead_to_answers);
  CPPUNIT_TEST_SUITE_END();

 public:
  void five_commands_lead_to_answers() {
    const std::string pbx = fresh_database(Database::mariadb, folder_);
    const std::string dump = read_all(source_path() / "tests/call_tables/asterisk/cdr.sql");
    CPPUNIT_ASSERT_NO_THROW(statements(pbx, dump));

    std::string commands = document_block("INSTALL.md", "pbx");
    replace(commands, "callwidgets-admin", program_path("callwidgets-admin"));
    replace(commands, "/etc/callwidgets/callwidgets.conf", site_.settings());
    replace(commands, "mysql://reader:secret@127.0.0.1:3306/asteriskcdrdb", reading(pbx));
    // Wherever the clock stands, the calls are not of days to come.
    const long until = 1'796'083'200 - std::time(nullptr);  // 2026-12-01
    const Finished done =
        run({"env", "CALLWIDGETS_TEST_CLOCK_OFFSET=" + std::to_string(std::max(0L, until)), "sh",
             "-ec", commands});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.out + done.err, 0, done.status);

    site_.start();
    const Answer answer = site_.get(
        "/widgets/"
        "data?type=call_totals&from_date=2026-11-28&to_date=2026-11-28&customer_id=407382");
    CPPUNIT_ASSERT_EQUAL(R"({"dataset":"call_totals","datasources":[{"datasource":0,"data":")" +
                             std::to_string(calls_of_that_day()) + R"("}]})",
                         answer.body);
  }

 private:
  static int calls_of_that_day() {
    const auto table =
        PbxTable::of_csv(read_all(source_path() / "tests/call_tables/asterisk/verdicts.csv"));
    return static_cast<int>(
        std::count_if(table.rows().begin(), table.rows().end(), [&](const auto& row) {
          return row[table.column("inbound")] == "1" && row[table.column("rows")] != "0" &&
                 row[table.column("start_utc")].starts_with("2026-11-28");
        }));
  }

  static void replace(std::string& text, const std::string& from, const std::string& to) {
    CPPUNIT_ASSERT_MESSAGE(from, text.find(from) != text.npos);
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  }

  Folder folder_;
  Site site_{folder_, "site", fresh_database(Database::sqlite, folder_)};
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PbxGuideTest, "pbx_guide_mariadb");

}  // namespace
}  // namespace callwidgets::test
