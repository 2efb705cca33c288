// The cases of tests/call_tables: each gives its verdicts from a file and from a table, in any
// order of its rows, in any batches with syncs between, and delivered twice.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <vector>

#include "import_site.h"
#include "pbx_table.h"
#include "stored_verdicts.h"

namespace callwidgets::test {
namespace {

struct Expected {
  std::string call;  // the end of its id
  std::string start, answered, talk, caller, reason;
  bool counted() const { return !start.empty(); }
};

using Cases = std::map<std::string, std::vector<Expected>>;

Cases cases() {
  const auto table = PbxTable::of_csv(read_all(source_path() / "tests/call_tables/expected.csv"));
  Cases cases;
  for (const auto& row : table.rows())
    cases[row[0]].push_back({row[1], row[2], row[3], row[4], row[5], row[6]});
  return cases;
}

bool holds_word(const std::string& words, const std::string& word) {
  return (" or " + words + " or ").find(" or " + word + " or ") != words.npos;
}

class SourceCasesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SourceCasesTest);
  CPPUNIT_TEST(each_case_gives_its_verdicts_from_a_file);
  CPPUNIT_TEST(each_case_gives_its_verdicts_from_a_table);
  CPPUNIT_TEST(rows_may_come_in_any_order_in_any_batches_and_twice);
  CPPUNIT_TEST_SUITE_END();

 public:
  void each_case_gives_its_verdicts_from_a_file() {
    for (const auto& [name, expected] : freepbx_cases()) {
      const Installation site{name};
      site.add({"--file", site.file(name, table_of(name).csv())});
      site.sync();
      check(name, expected, site);
    }
  }

  void each_case_gives_its_verdicts_from_a_table() {
    for (const auto& [name, expected] : freepbx_cases()) {
      const PbxTable table = table_of(name);
      const Installation site{name};
      site.run(table.create() + table.insert());
      site.add({"--database", site.source_database()});
      site.sync();
      check(name, expected, site);
    }
  }

  void rows_may_come_in_any_order_in_any_batches_and_twice() {
    std::mt19937 random{20261129};
    for (const auto& [name, expected] : freepbx_cases()) {
      PbxTable table = table_of(name);
      const auto once = table.rows();
      table.rows().insert(table.rows().end(), once.begin(), once.end());
      table.shuffle(static_cast<unsigned>(random()));
      const Installation site{name};
      site.run(table.create());
      site.add({"--database", site.source_database()});
      for (std::size_t from = 0; from < table.rows().size();) {
        const std::size_t to = std::min(table.rows().size(), from + 1 + random() % 4);
        site.run(table.insert(from, to));
        site.sync();
        from = to;
      }
      check(name, expected, site);
      const Finished verified = site.admin({"verify"});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name + verified.out + verified.err, 0, verified.status);
    }
  }

 private:
  // A site of its own, its source's zone that of the case.
  class Installation {
   public:
    explicit Installation(const std::string& name)
        : zone_(name.starts_with("a15") || name.starts_with("a17") ? "Europe/Berlin" : "UTC") {
      run_sqlite("");
    }

    const std::string& source_database() const { return source_; }
    void run(const std::string& text) const { statements(source_, text); }
    std::string file(const std::string& name, const std::string& text) const {
      return site_.file(name, text);
    }
    Finished admin(const std::vector<std::string>& words) const {
      return site_.site().admin(words);
    }
    std::map<std::string, StoredVerdict> verdicts() const {
      return stored_verdicts(site_.database());
    }

    void add(std::vector<std::string> words) const {
      words.insert(words.begin(), {"source", "add", "pbx", "--kind", "freepbx", "--zone", zone_,
                                   "--customer", "7"});
      site_.site().must_admin(words);
    }
    void sync() const {
      const Finished done = admin({"sync", "pbx", "--accept-removals"});
      // 3: rows of a09 that have no date.
      CPPUNIT_ASSERT_MESSAGE(done.out + done.err, done.status == 0 || done.status == 3);
    }

   private:
    void run_sqlite(const std::string& text) const { statements(source_, text); }

    const ImportSite site_{Database::sqlite};
    const std::string zone_;
    const std::string source_ = kind() == Database::sqlite ? "sqlite:" + (site_.folder() / "pbx.db")
                                                           : fresh_database(kind(), site_.folder());
  };

  static Database& kind() {
    static Database kind = Database::sqlite;
    return kind;
  }

  static PbxTable table_of(const std::string& name) {
    return PbxTable::of_csv(read_all(source_path() / "tests/call_tables" / name));
  }

  static Cases freepbx_cases() {
    Cases chosen = cases();
    std::erase_if(chosen, [](const auto& one) {
      return !one.first.starts_with("a") && !one.first.starts_with("m");
    });
    CPPUNIT_ASSERT(chosen.size() >= 15);
    return chosen;
  }

  static void check(const std::string& name, const std::vector<Expected>& expected,
                    const Installation& site) {
    auto verdicts = site.verdicts();
    for (const Expected& one : expected) {
      if (!one.counted()) continue;
      const std::string what = name + " " + one.call;
      const auto found = std::find_if(verdicts.begin(), verdicts.end(), [&](const auto& verdict) {
        return one.call == "(row hash)" ? verdict.first.starts_with("pbx/row-")
                                        : verdict.first.ends_with(one.call);
      });
      CPPUNIT_ASSERT_MESSAGE(what + " is missing", found != verdicts.end());
      const StoredVerdict& got = found->second;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(what, one.start, got.start);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(what, one.answered == "1", got.answered);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::stol(one.talk), got.talk);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(what, !one.caller.empty(), got.has_caller);
      CPPUNIT_ASSERT_MESSAGE(what + ": " + got.reason, holds_word(one.reason, got.reason));
      verdicts.erase(found);
    }
    CPPUNIT_ASSERT_MESSAGE(name + " counts too many", verdicts.empty());
  }

 protected:
  static void use(Database chosen) { kind() = chosen; }
};

class SourceCasesSqliteTest : public SourceCasesTest {
  CPPUNIT_TEST_SUB_SUITE(SourceCasesSqliteTest, SourceCasesTest);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { use(Database::sqlite); }
};

class SourceCasesMariadbTest : public SourceCasesTest {
  CPPUNIT_TEST_SUB_SUITE(SourceCasesMariadbTest, SourceCasesTest);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { use(Database::mariadb); }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SourceCasesSqliteTest, "source_cases_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SourceCasesMariadbTest, "source_cases_mariadb");

}  // namespace
}  // namespace callwidgets::test
