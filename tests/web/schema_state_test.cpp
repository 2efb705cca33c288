// A database whose tables aren't those of this program: it says so, and what to do, until they are.
#include <algorithm>
#include <cctype>
#include <optional>

#include "import_site.h"
#include "served_test.h"
#include "sql_client.h"

namespace callwidgets::test {
namespace {

const OracleQuestion kQuestion =
    about("call_totals", day_number(2024, 2, 1), day_number(2024, 3, 1));

template <Database kind>
class SchemaStateTest : public ServedTest {
  CPPUNIT_TEST_SUITE(SchemaStateTest<kind>);
  CPPUNIT_TEST(no_tables_yet);
  CPPUNIT_TEST(older_tables);
  CPPUNIT_TEST(newer_tables);
  CPPUNIT_TEST_SUITE_END();

 public:
  void no_tables_yet() {
    const Folder folder;
    Site site{folder, "site", fresh_database(kind, folder)};
    site.start();
    is_unavailable(site.get(target_of(kQuestion)));
    says(site, {"migrate"});
    site.must_admin({"migrate"});
    site.must_admin({"account", "add", "one"});
    PlainCalls calls;
    Oracle oracle{"UTC"};
    site.must_admin({"import", "-"}, calls.scattered_csv(50, kQuestion.from, {&oracle}));
    Answer answer;
    eventually([&] { return (answer = site.get(target_of(kQuestion))).status == 200; }, kSoon,
               milliseconds{20});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), oracle.answer(kQuestion), answer.body);
  }

  void older_tables() {
    ServedSite site{fresh_database(kind, folder_)};
    sql(site.database(),
        "DELETE FROM schema_migrations WHERE number = (SELECT newest FROM "
        "(SELECT MAX(number) AS newest FROM schema_migrations) AS numbers)");
    site.program().start();
    is_unavailable(site.ask(kQuestion));
    says(site.program(), {"migrate"});
    site.admin().must_admin({"migrate"});
    becomes_right(site, kQuestion);
  }

  void newer_tables() {
    ServedSite site{fresh_database(kind, folder_)};
    sql(site.database(), "INSERT INTO schema_migrations (number) VALUES (9999)");
    site.program().start();
    is_unavailable(site.ask(kQuestion));
    says(site.program(), {"newer", "update", "upgrade", "install"});
  }

 private:
  // One of these words stands in the log, in a line about the schema or the tables.
  static void says(const Site& site, const std::vector<std::string>& words) {
    std::string log;
    const bool said = eventually([&] {
      log = read_all(site.log_file());
      std::transform(log.begin(), log.end(), log.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      const bool about_it = log.find("schema") != log.npos || log.find("table") != log.npos;
      return about_it && std::any_of(words.begin(), words.end(), [&](const std::string& word) {
               return log.find(word) != log.npos;
             });
    });
    CPPUNIT_ASSERT_MESSAGE("the log doesn't say what to do: " + log, said);
  }

  Folder folder_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SchemaStateTest<Database::mariadb>, "schema_state_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SchemaStateTest<Database::mysql56>, "schema_state_mysql56");

}  // namespace
}  // namespace callwidgets::test
