// A table is read by whatever column it has an index on: the start of rows, their end, or a number
// in the order of their writing.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <map>

#include "import_site.h"
#include "pbx_table.h"
#include "stored_verdicts.h"

namespace callwidgets::test {
namespace {

template <Database kind>
class SourceOrderTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SourceOrderTest);
  CPPUNIT_TEST(any_order_gives_the_same_calls);
  CPPUNIT_TEST(what_is_no_number_is_named);
  CPPUNIT_TEST_SUITE_END();

 public:
  void any_order_gives_the_same_calls() {
    const auto by_start = synced({});
    CPPUNIT_ASSERT(by_start.size() > 250);
    CPPUNIT_ASSERT(by_start == synced({"--set", "order=ended", "--set", "order_tells=end"}));
    CPPUNIT_ASSERT(by_start == synced({"--set", "order=id", "--set", "order_tells=number"}));
  }

  void what_is_no_number_is_named() {
    const Site site{table()};
    const Finished added = site.add({"--set", "order=channel", "--set", "order_tells=number"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.err, 0, added.status);
    const Finished done = site.admin({"sync", "pbx"});
    CPPUNIT_ASSERT_EQUAL(1, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("whole numbers from 0 on") != done.err.npos);
  }

 private:
  using Verdicts = std::map<std::string, StoredVerdict>;

  class Site {
   public:
    explicit Site(const PbxTable& table) {
      statements(source_,
                 table.create() + table.insert() +
                     "CREATE INDEX by_id ON cdr (id); CREATE INDEX by_end ON cdr (ended);");
    }
    Finished admin(const std::vector<std::string>& words) const {
      return site_.site().admin(words);
    }
    Finished add(const std::vector<std::string>& more) const {
      std::vector<std::string> words{"source",
                                     "add",
                                     "pbx",
                                     "--kind",
                                     "freepbx",
                                     "--zone",
                                     "UTC",
                                     "--customer",
                                     "7",
                                     "--database",
                                     source_,
                                     "--set",
                                     "rows_per_second=100000"};
      words.insert(words.end(), more.begin(), more.end());
      return admin(words);
    }
    Verdicts verdicts() const { return stored_verdicts(site_.database()); }

   private:
    const ImportSite site_{Database::sqlite};
    const std::string source_ = kind == Database::sqlite ? "sqlite:" + (site_.folder() / "pbx.db")
                                                         : fresh_database(kind, site_.folder());
  };

  static Verdicts synced(const std::vector<std::string>& more) {
    const Site site{table()};
    const Finished added = site.add(more);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.err, 0, added.status);
    const Finished done = site.admin({"sync", "pbx", "--full", "2026-11-28..2026-11-28"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
    const Verdicts whole = site.verdicts();
    // Once more, from as far back as rows may change.
    const Finished again = site.admin({"sync", "pbx", "--full", "2026-11-27..2026-11-29"});
    CPPUNIT_ASSERT_MESSAGE(again.out, again.out.starts_with("pbx: 0 new, 0 changed, 0 removed"));
    return whole;
  }

  // The rows of the day on which no clock was turned, numbered in the order of their writing.
  static PbxTable table() {
    const auto all =
        PbxTable::of_dump(read_all(source_path() / "tests/call_tables/asterisk/cdr.sql"));
    auto columns = all.columns();
    columns.insert(columns.end(), {"id", "ended"});
    std::vector<PbxTable::Row> rows;
    for (PbxTable::Row row : all.rows()) {
      const std::string start = row[all.column("calldate")];
      if (!start.starts_with("2026-11-28")) continue;
      row.push_back(std::to_string(1000 + 3 * rows.size()));
      row.push_back(ended(start, std::stol(row[all.column("duration")])));
      rows.push_back(std::move(row));
    }
    return {std::move(columns), std::move(rows)};
  }

  static std::string ended(const std::string& start, long duration) {
    std::tm parts{};
    strptime(start.c_str(), "%Y-%m-%d %H:%M:%S", &parts);
    const std::time_t end = timegm(&parts) + duration;
    gmtime_r(&end, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &parts);
    return text.data();
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SourceOrderTest<Database::sqlite>, "source_order_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SourceOrderTest<Database::mariadb>, "source_order_mariadb");

}  // namespace
}  // namespace callwidgets::test
