// An update of the program on a database that holds figures.
#include <array>
#include <future>

#include "accounts/account.h"
#include "figures_fixture.h"
#include "sql/statements.h"

namespace callwidgets::test {
namespace {

template <Database kind>
class MigrationTest : public FiguresFixture {
  CPPUNIT_TEST_SUITE(MigrationTest);
  CPPUNIT_TEST(figures_of_an_earlier_schema_are_taken_over);
  CPPUNIT_TEST(an_import_on_its_way_is_waited_for);
  CPPUNIT_TEST(every_command_refuses_the_tables_of_another_program);
  CPPUNIT_TEST(an_import_of_an_older_program_ends_when_somebody_migrates);
  CPPUNIT_TEST_SUITE_END();

 public:
  MigrationTest() : FiguresFixture(kind) {}

  void figures_of_an_earlier_schema_are_taken_over() {
    CallSource source{seed()};
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 1500));
    go_back_to_schema_3();
    for (const char* run : {"the first", "one after an interruption"}) {
      writer_->direct("DELETE FROM schema_migrations WHERE number >= 4");
      migrate();
      CPPUNIT_ASSERT_EQUAL_MESSAGE(run, std::string{}, differences());
    }
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 200));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  void an_import_on_its_way_is_waited_for() {
    go_back_to_schema_3();
    writer_->begin();
    writer_->execute(sql::accounts::hold, {{"account", account_->number}});
    auto migrated = std::async(std::launch::async, [&] { migrate(); });
    CPPUNIT_ASSERT(migrated.wait_for(std::chrono::milliseconds{500}) ==
                   std::future_status::timeout);
    writer_->direct("INSERT INTO tallies VALUES (1, 1, 20, 19000, 0, 'bytes')");
    writer_->commit();
    migrated.get();
    const auto rows = writer_->query(
        {"taken_over",
         "-- returns: integer\nSELECT COUNT(*) FROM period_tallies WHERE period = 19000"},
        {});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, rows.integer(0, 0));
  }

  void every_command_refuses_the_tables_of_another_program() {
    migrate();
    writer_->direct("INSERT INTO schema_migrations (number) VALUES (9999)");
    all_refuse("install the newer callwidgets");
    refuses({"migrate"}, "install the newer callwidgets");
    writer_->direct("DELETE FROM schema_migrations WHERE number IN (9999, " +
                    std::to_string(database::newest_schema()) + ")");
    all_refuse("callwidgets-admin migrate");
    writer_->direct("DROP TABLE schema_migrations");
    all_refuse("restore the whole backup again");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, accounts::all(*reader_).size());
  }

  void an_import_of_an_older_program_ends_when_somebody_migrates() {
    CallSource source{seed()};
    figures::BatchWriter batches{*writer_, *account_};
    batches.apply(some_calls(source, 100));
    writer_->direct("INSERT INTO schema_migrations (number) VALUES (9999)");
    const std::int64_t version = accounts::version(*reader_, account_->number);
    try {
      batches.apply(some_calls(source, 100));
      CPPUNIT_FAIL("it goes on");
    } catch (const database::Error& error) {
      const std::string said = error.what();
      CPPUNIT_ASSERT_MESSAGE(said, said.find("install the newer callwidgets") != said.npos);
    }
    CPPUNIT_ASSERT_EQUAL(version, accounts::version(*reader_, account_->number));
  }

 private:
  // It had a row for each tally of a period.
  void go_back_to_schema_3() {
    writer_->direct(
        "CREATE TABLE tallies (scope BIGINT NOT NULL, kind SMALLINT NOT NULL, grain SMALLINT NOT "
        "NULL, period INTEGER NOT NULL, part INTEGER NOT NULL, entries BLOB NOT NULL, "
        "PRIMARY KEY (scope, kind, grain, period, part))");
    const std::array<std::string, 4> kinds{"breakdown", "customers", "previous_days", "days"};
    for (std::size_t at = 0; at < kinds.size(); ++at) {
      writer_->direct("INSERT INTO tallies SELECT scope, " + std::to_string(at + 1) +
                      ", grain, period, part, " + kinds[at] + " FROM period_tallies WHERE " +
                      kinds[at] + " <> x''");
    }
    writer_->direct("DROP TABLE period_tallies");
    writer_->direct("DELETE FROM schema_migrations WHERE number >= 4");
  }

  void all_refuse(const std::string& what_to_do) {
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"account", "add", "other"},
             {"account", "list"},
             {"account", "rename", "acme", "other"},
             {"account", "time-zone", "acme", "UTC"},
             {"customer", "add", "7"},
             {"import", "-"},
             {"rebuild"},
             {"verify"},
             {"verify", "--repair", "yes"},
             {"purge", "--before", "2020-01-01", "--figures", "go"},
             {"stats"},
             {"query", "call_totals"}}) {
      refuses(words, what_to_do);
    }
  }

  void refuses(const std::vector<std::string>& words, const std::string& what_to_do) {
    const Finished done = Site{folder_, "site", database_}.admin(
        words, "cdr_id,start,duration,answered,customer_id\n");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(words.front(), 1, done.status);
    CPPUNIT_ASSERT_MESSAGE(words.front() + ": " + done.err,
                           done.err.find(what_to_do) != std::string::npos);
  }

  void migrate() { Site{folder_, "site", database_}.must_admin({"migrate"}); }
};

using MigrationSqlite = MigrationTest<Database::sqlite>;
using MigrationMariadb = MigrationTest<Database::mariadb>;
using MigrationMysql56 = MigrationTest<Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MigrationSqlite, "migration_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MigrationMariadb, "migration_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MigrationMysql56, "migration_mysql56");

}  // namespace
}  // namespace callwidgets::test
