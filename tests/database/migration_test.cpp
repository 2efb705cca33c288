// An update of the program on a database that holds figures.
#include <array>
#include <atomic>
#include <exception>
#include <future>

#include "accounts/account.h"
#include "database/stored_bytes.h"
#include "figures/erasing/caller_erasure.h"
#include "figures_fixture.h"
#include "sql/statements.h"

namespace callwidgets::test {
namespace {

template <Database kind>
class MigrationTest : public FiguresFixture {
  CPPUNIT_TEST_SUITE(MigrationTest);
  CPPUNIT_TEST(figures_of_an_earlier_schema_are_taken_over);
  CPPUNIT_TEST(an_import_on_its_way_is_waited_for);
  CPPUNIT_TEST(versions_of_schema_8_get_their_nonces);
  CPPUNIT_TEST(one_interrupted_anywhere_is_gone_on_with);
  CPPUNIT_TEST(a_batch_of_schema_8_on_its_way_is_waited_for);
  CPPUNIT_TEST(batches_of_schema_8_beside_it_count_or_are_refused);
  CPPUNIT_TEST(calls_of_schema_9_come_from_no_source);
  CPPUNIT_TEST(schema_12_keeps_what_is_erased);
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

  void versions_of_schema_8_get_their_nonces() {
    two_accounts_with_versions();
    add_account("third");
    const std::string before = nonces_of_versions();
    CPPUNIT_ASSERT_EQUAL(before, nonces_of_accounts());
    go_back_to_schema_8();
    migrate();
    CPPUNIT_ASSERT_EQUAL(before, nonces_of_accounts());
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    CPPUNIT_ASSERT_EQUAL(std::string{"1 0"}, credential_state());
  }

  void one_interrupted_anywhere_is_gone_on_with() {
    two_accounts_with_versions();
    const std::string before = nonces_of_versions();
    const std::vector<std::string> statements = statements_of("schema/0009_credentials");
    for (std::size_t done = 0; done <= statements.size(); ++done) {
      go_back_to_schema_8();
      for (std::size_t at = 0; at < done; ++at) writer_->direct(statements[at]);
      migrate();
      CPPUNIT_ASSERT_EQUAL_MESSAGE(std::to_string(done), before, nonces_of_accounts());
      CPPUNIT_ASSERT_EQUAL_MESSAGE(std::to_string(done), std::string{"1 0"}, credential_state());
    }
  }

  void a_batch_of_schema_8_on_its_way_is_waited_for() {
    two_accounts_with_versions();
    go_back_to_schema_8();
    writer_->begin();
    writer_->direct("UPDATE accounts SET version = version + 1 WHERE account = 1");
    auto migrated = std::async(std::launch::async, [&] { migrate(); });
    CPPUNIT_ASSERT(migrated.wait_for(std::chrono::milliseconds{500}) ==
                   std::future_status::timeout);
    writer_->direct(
        "INSERT INTO batches SELECT account, version, x'30313233343536373839616263646566', 0, 77, "
        "0 "
        "FROM accounts WHERE account = 1");
    writer_->commit();
    migrated.get();
    CPPUNIT_ASSERT_EQUAL(nonces_of_versions(), nonces_of_accounts());
    CPPUNIT_ASSERT_EQUAL_MESSAGE(nonces_of_accounts(), std::size_t{0},
                                 nonces_of_accounts().find("1: 77\n"));
  }

  // As one: the nonces are set, and from here on older programs are refused.
  void batches_of_schema_8_beside_it_count_or_are_refused() {
    class Refused : public std::exception {};
    two_accounts_with_versions();
    for (int round = 0; round < 5; ++round) {
      go_back_to_schema_8();
      std::promise<void> begun;
      auto batches = std::async(std::launch::async, [&] {
        const auto session = database::open_writer(*address_);
        for (int batch = 0;; ++batch) {
          try {
            database::in_transaction(*session, [&] {
              session->direct("UPDATE accounts SET version = version + 1 WHERE account = 1");
              if (session->query(sql::migrations::version, {}).integer(0, 0) > 8) throw Refused{};
              session->direct(
                  "INSERT INTO batches SELECT account, version, "
                  "x'30313233343536373839616263646566', version, 1000 + version, 0 FROM accounts "
                  "WHERE account = 1");
            });
          } catch (const Refused&) {
            return;
          }
          if (batch == 5) begun.set_value();
        }
      });
      begun.get_future().wait();
      migrate();
      batches.get();
      CPPUNIT_ASSERT_EQUAL(nonces_of_versions(), nonces_of_accounts());
    }
  }

  // Interrupted anywhere, while others read: answers, and calls.
  void calls_of_schema_9_come_from_no_source() {
    two_accounts_with_versions();
    const std::string before = everything(*account_);
    const std::vector<std::string> statements = statements_of("schema/0010_call_sources");
    for (std::size_t done = 0; done <= statements.size(); ++done) {
      go_back_to_schema_9();
      std::atomic<bool> finished{false};
      std::promise<void> begun;
      auto readings = std::async(std::launch::async, [&] {
        const auto session = database::open_reader(*address_);
        for (int reading = 0; !finished; ++reading) {
          session->query(sql::calls::page,
                         {{"account", account_->number}, {"after", std::string{}}, {"limit", 100}});
          figures::SubjectCache book;
          question::Question question;
          question.account = account_->number;
          question.types = {0};
          question.range = {*calendar::parse_day("2023-11-01"), *calendar::parse_day("2025-06-30")};
          widgets::answer(*session, book, question, {}, widgets::Source::figures);
          if (reading == 2) begun.set_value();
        }
      });
      begun.get_future().wait();
      for (std::size_t at = 0; at < done; ++at) writer_->direct(statements[at]);
      migrate();
      finished = true;
      readings.get();
      CPPUNIT_ASSERT_EQUAL_MESSAGE(std::to_string(done), before, everything(*account_));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(std::to_string(done), std::string{}, differences());
      static const database::Statement others{
          "others",
          "-- returns: integer integer\nSELECT COUNT(*), COUNT(CASE WHEN source = 0 AND reason = 0 "
          "AND waited = 0 AND called = x'' THEN 1 END) FROM calls"};
      const auto session = database::open_reader(*address_);
      const auto rows = session->query(others, {});
      CPPUNIT_ASSERT(rows.integer(0, 0) > 0);
      CPPUNIT_ASSERT_EQUAL(rows.integer(0, 0), rows.integer(0, 1));
      CPPUNIT_ASSERT(database::columns_with_text(*reader_).empty());
    }
    CallSource source{seed()};
    std::vector<calls::Call> calls = some_calls(source, 50);
    for (calls::Call& call : calls) call.called = "600";
    figures::BatchWriter{*writer_, *account_}.apply(calls);
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  // However far an interrupted migration came.
  void schema_12_keeps_what_is_erased() {
    CallSource source{seed()};
    const auto calls = some_calls(source, 500);
    figures::BatchWriter{*writer_, *account_}.apply(calls);
    const std::string before = everything(*account_);
    const std::vector<std::string> statements = statements_of("schema/0012_erasing");
    for (std::size_t done = 0; done <= statements.size(); ++done) {
      // First: by it SQLite notices that another process has changed the tables.
      writer_->direct("DELETE FROM schema_migrations WHERE number >= 12");
      for (const char* table : {"erased_calls", "merged_customers"})
        writer_->direct(std::string{"DROP TABLE "} + table);
      for (std::size_t at = 0; at < done; ++at) writer_->direct(statements[at]);
      migrate();
      CPPUNIT_ASSERT_EQUAL_MESSAGE(std::to_string(done), before, everything(*account_));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(std::to_string(done), std::string{}, differences());
    }
    figures::erase_caller(*reader_, *writer_, *account_, {3, "no number"}, figures::Erased::gone,
                          [](std::int64_t, std::int64_t) {});
    const std::string erased = everything(*account_);
    CPPUNIT_ASSERT(erased != before);
    figures::BatchWriter{*writer_, *account_}.apply(calls);
    CPPUNIT_ASSERT_EQUAL(erased, everything(*account_));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
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
  void two_accounts_with_versions() {
    CallSource source{seed()};
    figures::BatchWriter batches{*writer_, *account_};
    for (int batch = 0; batch < 3; ++batch) batches.apply(some_calls(source, 20));
    const auto second = add_account("second");
    figures::BatchWriter{*writer_, *second}.apply(some_calls(source, 20));
  }

  // It kept the nonces of versions in the ledger alone, and knew no credentials.
  void go_back_to_schema_8() {
    // First: by it SQLite notices that another process has changed the tables.
    writer_->direct("DELETE FROM schema_migrations WHERE number >= 9");
    writer_->direct("ALTER TABLE accounts DROP COLUMN nonce");
    for (const char* table : {"credentials", "credential_customers", "credential_state"})
      writer_->direct(std::string{"DROP TABLE "} + table);
  }

  // It knew no sources.
  void go_back_to_schema_9() {
    writer_->direct("DELETE FROM schema_migrations WHERE number >= 10");
    writer_->direct(kind == Database::sqlite ? "DROP INDEX calls_by_source"
                                             : "DROP INDEX calls_by_source ON calls");
    for (const char* column : {"source", "reason", "waited", "called"})
      writer_->direct(std::string{"ALTER TABLE calls DROP COLUMN "} + column);
    writer_->direct("DROP TABLE sources");
  }

  std::vector<std::string> statements_of(const std::string& file) {
    std::vector<std::string> statements;
    for (const database::Statement& schema : sql::schema) {
      if (schema.name != file) continue;
      std::string_view rest = schema.text;
      for (auto end = rest.find(";\n"); end != rest.npos; end = rest.find(";\n")) {
        statements.push_back(writer_->schema_text(rest.substr(0, end)));
        rest.remove_prefix(end + 2);
      }
    }
    CPPUNIT_ASSERT(!statements.empty());
    return statements;
  }

  // `ACCOUNT: NONCE` of each account's present version, as the ledger has it.
  std::string nonces_of_versions() {
    static const database::Statement statement{
        "of_versions",
        "-- returns: integer integer\nSELECT account, version FROM accounts ORDER BY account"};
    static const database::Statement of_version{
        "of_version",
        "-- returns: integer\nSELECT nonce FROM batches WHERE account = :account AND version = "
        ":version"};
    std::string text;
    const auto accounts = reader_->query(statement, {});
    for (std::size_t row = 0; row < accounts.size(); ++row) {
      const std::int64_t account = accounts.integer(row, 0), version = accounts.integer(row, 1);
      const auto found = reader_->query(of_version, {{"account", account}, {"version", version}});
      CPPUNIT_ASSERT_EQUAL(version == 0, found.empty());
      text += std::to_string(account) + ": " +
              std::to_string(found.empty() ? 0 : found.integer(0, 0)) + '\n';
    }
    return text;
  }

  std::string nonces_of_accounts() {
    static const database::Statement statement{
        "of_accounts",
        "-- returns: integer integer\nSELECT account, nonce FROM accounts ORDER BY account"};
    std::string text;
    const auto rows = reader_->query(statement, {});
    for (std::size_t row = 0; row < rows.size(); ++row)
      text +=
          std::to_string(rows.integer(row, 0)) + ": " + std::to_string(rows.integer(row, 1)) + '\n';
    return text;
  }

  std::string credential_state() {
    static const database::Statement statement{
        "state", "-- returns: integer integer\nSELECT version, nonce FROM credential_state"};
    const auto rows = reader_->query(statement, {});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rows.size());
    return std::to_string(rows.integer(0, 0)) + ' ' + std::to_string(rows.integer(0, 1));
  }

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
             {"customer", "merge", "7", "8"},
             {"customer", "remove", "7"},
             {"caller", "erase", "+441632960100"},
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
