// The cases of FusionPBX in tests/call_tables, read from a file and from a table, with a sync after
// each row and every row twice.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <map>
#include <vector>

#include "import_site.h"
#include "pbx_table.h"
#include "postgresql_client.h"
#include "stored_verdicts.h"

namespace callwidgets::test {
namespace {

enum class Lies { in_a_file, in_sqlite, in_mariadb, in_postgresql };

template <Lies lies>
class SwitchCasesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SwitchCasesTest);
  CPPUNIT_TEST(each_case_gives_its_verdicts);
  CPPUNIT_TEST_SUITE_END();

 public:
  void each_case_gives_its_verdicts() {
    const auto expected =
        PbxTable::of_csv(read_all(source_path() / "tests/call_tables/expected.csv"));
    int cases = 0;
    for (const char* name : {"f01-ring-all-lose-race.csv", "f02-call-centre-nobody-came.csv",
                             "f04-voicemail.csv", "f06-one-uuid-three-times.csv"}) {
      const auto verdicts =
          synced(PbxTable::of_csv(read_all(source_path() / "tests/call_tables" / name)));
      std::size_t counted = 0;
      for (const auto& row : expected.rows()) {
        if (row[0] != name || row[2].empty()) continue;
        ++counted;
        const auto found = verdicts.find("fusion/" + row[1]);
        CPPUNIT_ASSERT_MESSAGE(row[1], found != verdicts.end());
        const StoredVerdict& got = found->second;
        CPPUNIT_ASSERT_EQUAL_MESSAGE(row[1], row[2], got.start);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(row[1], row[3] == "1", got.answered);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(row[1], std::stol(row[4]), got.talk);
        CPPUNIT_ASSERT_MESSAGE(
            row[1] + got.reason,
            (" or " + row[6] + " or ").find(" or " + got.reason + " or ") != row[6].npos);
      }
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, counted, verdicts.size());
      ++cases;
    }
    CPPUNIT_ASSERT_EQUAL(4, cases);
  }

 private:
  static std::map<std::string, StoredVerdict> synced(PbxTable table) {
    const ImportSite site{Database::sqlite};
    const auto once = table.rows();
    table.rows().insert(table.rows().end(), once.begin(), once.end());
    table.shuffle(7);
    std::vector<std::string> add{"source",    "add",        "fusion", "--kind",
                                 "fusionpbx", "--customer", "7"};
    if (lies == Lies::in_a_file) {
      add.insert(add.end(), {"--file", site.file("calls.csv", table.csv())});
      site.site().must_admin(add);
      site.site().must_admin({"sync", "fusion"});
    } else {
      const std::string database = lies == Lies::in_sqlite ? "sqlite:" + (site.folder() / "pbx.db")
                                   : lies == Lies::in_mariadb
                                       ? fresh_database(Database::mariadb, site.folder())
                                       : fresh_postgresql();
      statements(database, table.create());
      add.insert(add.end(),
                 {"--table", "cdr", "--database",
                  lies == Lies::in_postgresql ? reading_postgresql(database) : database});
      site.site().must_admin(add);
      for (std::size_t row = 0; row < table.rows().size(); ++row) {
        statements(database, table.insert(row, row + 1));
        site.site().must_admin({"sync", "fusion", "--accept-removals"});
      }
    }
    const Finished verified = site.site().admin({"verify"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(verified.out + verified.err, 0, verified.status);
    return stored_verdicts(site.database());
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SwitchCasesTest<Lies::in_a_file>, "switch_file_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SwitchCasesTest<Lies::in_sqlite>, "switch_cases_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SwitchCasesTest<Lies::in_mariadb>, "switch_cases_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SwitchCasesTest<Lies::in_postgresql>,
                                      "switch_cases_postgresql");

}  // namespace
}  // namespace callwidgets::test
