// On SQLite a value keeps the class that it was bound in: bytes are BLOBs, whoever wrote them and
// whenever.
#include "figures_fixture.h"

#include "database/stored_bytes.h"
#include "figures/importing/bulk_load.h"
#include "figures/upkeep/purge.h"

namespace callwidgets::test {
namespace {

class StoredBytesTest : public FiguresFixture {
  CPPUNIT_TEST_SUITE(StoredBytesTest);
  CPPUNIT_TEST(whatever_is_written_is_bytes);
  CPPUNIT_TEST(verify_names_what_is_not_and_repairs_it);
  CPPUNIT_TEST(a_file_of_an_earlier_program_is_converted);
  CPPUNIT_TEST(nothing_is_written_before_all_is_converted);
  CPPUNIT_TEST(readers_go_on_while_bytes_are_converted);
  CPPUNIT_TEST(an_older_program_writes_nothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  StoredBytesTest() : FiguresFixture(Database::sqlite) {}

  void whatever_is_written_is_bytes() {
    CallSource source{seed()};
    const auto loaded = add_account("loaded");
    figures::BulkLoad load{*reader_, *writer_, *loaded};
    load.apply(some_calls(source, 500));
    CPPUNIT_ASSERT_EQUAL(std::string{}, misfits());
    load.finish();
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 500));
    rebuild("UTC");
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 500));
    figures::purge(*reader_, *writer_, *accounts::choose(*reader_, "acme").account,
                   calendar::number(*calendar::parse_day("2024-01-20")), true);
    CPPUNIT_ASSERT_EQUAL(std::string{}, misfits());
  }

  void verify_names_what_is_not_and_repairs_it() {
    CallSource source{seed()};
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 300));
    writer_->direct("UPDATE names SET name = CAST(name AS TEXT) WHERE name_id < 4");
    writer_->direct("UPDATE period_tallies SET days = CAST(days AS TEXT) WHERE grain = 30");
    const std::string found = differences();
    CPPUNIT_ASSERT_MESSAGE(
        found, found.find("names.name: 3 values are not stored as bytes\n") != found.npos);
    CPPUNIT_ASSERT_MESSAGE(found, found.find("period_tallies.days: ") != found.npos);
    CPPUNIT_ASSERT_EQUAL(1, site().admin({"verify", "--repair", "yes"}).status);
    CPPUNIT_ASSERT_EQUAL(std::string("0 differences\n"), site().must_admin({"verify"}));
  }

  void a_file_of_an_earlier_program_is_converted() {
    CallSource source{seed()};
    const auto calls = some_calls(source, 6000);
    figures::BatchWriter{*writer_, *account_}.apply(calls);
    const std::string before = everything(*account_);
    go_back_to_text();
    CPPUNIT_ASSERT(!misfits().empty());
    const std::string said = site().must_admin({"migrate"});
    CPPUNIT_ASSERT_MESSAGE(said, said.find(" rows converted\n") != said.npos);
    CPPUNIT_ASSERT_EQUAL(std::string{}, misfits());
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    CPPUNIT_ASSERT_EQUAL(before, everything(*account_));
    // The same calls again are found by their ids.
    figures::BatchWriter{*writer_, *account_}.apply(calls);
    CPPUNIT_ASSERT_EQUAL(before, everything(*account_));
    CPPUNIT_ASSERT_EQUAL(
        std::string("schema " + std::to_string(database::newest_schema()) + " is in place\n"),
        site().must_admin({"migrate"}));
  }

  void nothing_is_written_before_all_is_converted() {
    CallSource source{seed()};
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 300));
    go_back_to_text();
    database::migrate(*writer_);  // interrupted behind this
    CPPUNIT_ASSERT(database::bytes_wait_to_be_converted(*reader_));
    try {
      figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 10));
      CPPUNIT_FAIL("a batch is taken");
    } catch (const database::Error& error) {
      const std::string why = error.what();
      CPPUNIT_ASSERT_MESSAGE(why, why.find("callwidgets-admin migrate") != why.npos);
    }
    site().must_admin({"migrate"});
    CPPUNIT_ASSERT_EQUAL(std::string{}, misfits());
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 300));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  void readers_go_on_while_bytes_are_converted() {
    CallSource source{seed()};
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 3000));
    const std::string before = everything(*account_);
    go_back_to_text();
    database::migrate(*writer_);
    // A reader whose snapshot is older than the conversion, and answers in the middle of it.
    reader_->begin_snapshot();
    accounts::version(*reader_, account_->number);
    database::convert_bytes(*writer_);
    reader_->commit();
    CPPUNIT_ASSERT_EQUAL(before, everything(*account_));
    writer_->direct("UPDATE names SET name = CAST(name AS TEXT) WHERE name_id > 4");
    writer_->direct("UPDATE caller_days SET days = CAST(days AS TEXT) WHERE caller > 0");
    writer_->direct(
        "UPDATE period_tallies SET breakdown = CAST(breakdown AS TEXT) WHERE grain = 30");
    CPPUNIT_ASSERT_EQUAL(before, everything(*account_));
  }

  void an_older_program_writes_nothing() {
    for (const char* older :
         {"INSERT INTO batches VALUES (1, 99, '0123456789abcdef', 0, 1, 1)",
          "REPLACE INTO loads (account, source, written_at) VALUES (1, '0123456789abcdef', 1)"}) {
      CPPUNIT_ASSERT_THROW(writer_->direct(older), database::Error);
    }
  }

 private:
  Site site() const { return {folder_, "site", database_}; }

  std::string misfits() {
    std::string text;
    for (const auto& column : database::columns_with_text(*reader_)) {
      text += column.name + " " + std::to_string(column.values) + "\n";
    }
    return text;
  }

  // Programs of schema 5 bound all bytes as text.
  void go_back_to_text() {
    for (const char* trigger :
         {"bytes_wait_to_be_converted", "batch_of_an_older_program", "load_of_an_older_program"}) {
      writer_->direct(std::string{"DROP TRIGGER IF EXISTS "} + trigger);
    }
    const std::vector<std::pair<std::string, std::vector<std::string>>> tables{
        {"accounts", {"name", "time_zone", "region"}},
        {"batches", {"source"}},
        {"caller_days", {"days"}},
        {"calls", {"cdr_id", "caller_number"}},
        {"customers", {"name", "custnr"}},
        {"generations", {"time_zone"}},
        {"names", {"digest", "name"}},
        {"period_tallies", {"breakdown", "days", "previous_days", "customers"}},
    };
    for (const auto& [table, columns] : tables) {
      for (const std::string& column : columns) {
        writer_->direct("UPDATE " + table + " SET " + column + " = CAST(" + column + " AS TEXT)");
      }
    }
    writer_->direct("DELETE FROM schema_migrations WHERE number >= 6");
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(StoredBytesTest, "stored_bytes_sqlite");

}  // namespace
}  // namespace callwidgets::test
