#include "database/session.h"

#include <cppunit/extensions/HelperMacros.h>

#include <optional>
#include <thread>

#include "accounts/account.h"
#include "accounts/customer.h"
#include "database/migration.h"
#include "site.h"
#include "sql/statements.h"

using namespace callwidgets;
using database::Error;
using database::Statement;

namespace {

// What the product relies on in every database, on the reading and on the writing session.
template <test::Database kind>
class SessionTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SessionTest);
  CPPUNIT_TEST(migrating_twice_changes_nothing);
  CPPUNIT_TEST(every_byte_comes_back);
  CPPUNIT_TEST(bytes_are_compared_as_bytes);
  CPPUNIT_TEST(too_long_a_value_is_refused);
  CPPUNIT_TEST(many_rows_go_in_whatever_their_number);
  CPPUNIT_TEST(rows_of_more_bytes_than_a_packet_go_in);
  CPPUNIT_TEST(a_snapshot_does_not_see_later_commits);
  CPPUNIT_TEST(what_threw_leaves_nothing_behind);
  CPPUNIT_TEST(two_writers_of_one_account_take_turns);
  CPPUNIT_TEST(broken_sql_is_refused_and_the_session_goes_on);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    address_ = database::Address::parse(test::fresh_database(kind, folder_));
    writer_ = database::open_writer(*address_, std::chrono::seconds{10}, database::Absent::make);
    database::migrate(*writer_);
    accounts::add(*writer_, "acme", "UTC", "");
    reader_ = database::open_reader(*address_);
  }
  void tearDown() override {
    reader_.reset();
    writer_.reset();
  }

  void migrating_twice_changes_nothing() {
    CPPUNIT_ASSERT(database::migrate(*writer_).empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, accounts::all(*reader_).size());
  }

  void every_byte_comes_back() {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
    for (const std::string& name :
         {bytes, std::string{}, std::string{"007"}, std::string{"1e3"}, std::string{"trail "}}) {
      accounts::add(*writer_, 1, {next_, name, ""});
      for (database::Session* session : {writer_.get(), reader_.get()}) {
        const auto rows =
            session->query(sql::customers::by_id, {{"account", 1}, {"customer_id", next_}});
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rows.size());
        CPPUNIT_ASSERT(rows.bytes(0, 1) == name);
      }
      ++next_;
    }
  }

  void bytes_are_compared_as_bytes() {
    std::string every;
    for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
    accounts::add(*writer_, 1, {next_++, "x", every});
    accounts::add(*writer_, 1, {next_++, "x", ""});
    for (const std::string& custnr : {every, std::string{}}) {
      CPPUNIT_ASSERT_EQUAL(
          std::int64_t{1},
          accounts::page(*reader_, 1, {std::nullopt, custnr, {}}, {}, 0, 10).total);
      CPPUNIT_ASSERT_EQUAL(
          std::int64_t{1},
          accounts::page(*writer_, 1, {std::nullopt, custnr, {}}, {}, 0, 10).total);
    }
    accounts::add(*writer_, 1, {next_++, "x", "a "});
    for (const std::string& other :
         {std::string{"a"}, std::string{"A "}, std::string{"a  "}, std::string{"\0a ", 3}}) {
      CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                           accounts::page(*reader_, 1, {std::nullopt, other, {}}, {}, 0, 10).total);
    }
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         accounts::page(*reader_, 1, {std::nullopt, "a ", {}}, {}, 0, 10).total);
  }

  void too_long_a_value_is_refused() {
    if (kind == test::Database::sqlite) return;  // it knows no lengths
    CPPUNIT_ASSERT_THROW(accounts::add(*writer_, 1, {next_++, std::string(1001, 'x'), ""}), Error);
  }

  void many_rows_go_in_whatever_their_number() {
    std::int64_t total = 0;
    for (const std::int64_t count : {1, 3, 255, 256, 257, 777}) {
      std::vector<std::vector<database::Value>> rows;
      for (std::int64_t row = 0; row < count; ++row) {
        rows.push_back({std::int64_t{1}, next_, next_, std::to_string(next_), std::string{}});
        ++next_;
      }
      database::in_transaction(*writer_, [&] { writer_->execute_rows(sql::customers::add, rows); });
      total += count;
      const auto page = accounts::page(*reader_, 1, {}, {}, 0, 1000);
      CPPUNIT_ASSERT_EQUAL(total, page.total);
      CPPUNIT_ASSERT_EQUAL(std::to_string(page.customers.back().customer_id),
                           page.customers.back().name);
    }
  }

  void rows_of_more_bytes_than_a_packet_go_in() {
    std::vector<database::Values> rows;
    for (std::int64_t period = 0; period < 200; ++period) {
      std::string bytes(32'000, 'x');
      for (std::size_t at = 0; at < bytes.size(); at += 3) bytes[at] = static_cast<char>(at);
      rows.push_back(
          {std::int64_t{1}, std::int64_t{20}, period, std::int64_t{0}, bytes, bytes, bytes, bytes});
    }
    database::in_transaction(*writer_,
                             [&] { writer_->execute_rows(sql::figures::put_tallies, rows); });
    const auto stored = writer_->query(sql::stats::tallies,
                                       {{"first", std::int64_t{1}}, {"last", std::int64_t{1}}});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{200}, stored.integer(0, 0));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{200 * 4 * 32'000}, stored.integer(0, 1));
  }

  void a_snapshot_does_not_see_later_commits() {
    database::in_snapshot(*reader_, [&] {
      const std::int64_t before = accounts::version(*reader_, 1);
      database::in_transaction(*writer_, [&] { accounts::next_version(*writer_, 1); });
      CPPUNIT_ASSERT_EQUAL(before, accounts::version(*reader_, 1));
      return 0;
    });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, accounts::version(*reader_, 1));
  }

  void what_threw_leaves_nothing_behind() {
    const auto fails = [&] {
      accounts::next_version(*writer_, 1);
      throw std::runtime_error("on purpose");
    };
    CPPUNIT_ASSERT_THROW(database::in_transaction(*writer_, fails), std::runtime_error);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, accounts::version(*reader_, 1));
    database::in_transaction(*writer_, [&] { accounts::next_version(*writer_, 1); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, accounts::version(*reader_, 1));
  }

  void two_writers_of_one_account_take_turns() {
    constexpr int turns = 50;
    const auto write = [&] {
      const auto session = database::open_writer(*address_);
      for (int turn = 0; turn < turns; ++turn) {
        database::in_transaction(*session, [&] { accounts::next_version(*session, 1); });
      }
    };
    std::thread other{write};
    write();
    other.join();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2 * turns}, accounts::version(*reader_, 1));
  }

  void broken_sql_is_refused_and_the_session_goes_on() {
    static const Statement broken{"broken",
                                  "-- returns: integer\nSELECT no_such_column FROM accounts"};
    for (database::Session* session : {writer_.get(), reader_.get()}) {
      try {
        session->query(broken, {});
        CPPUNIT_FAIL("taken");
      } catch (const Error& error) {
        CPPUNIT_ASSERT(error.kind() == Error::Kind::refused);
      }
      CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, accounts::version(*session, 1));
    }
  }

 private:
  test::Folder folder_;
  std::optional<database::Address> address_;
  std::unique_ptr<database::Session> writer_, reader_;
  std::int64_t next_ = 1;
};

using SessionSqlite = SessionTest<test::Database::sqlite>;
using SessionMariadb = SessionTest<test::Database::mariadb>;
using SessionMysql56 = SessionTest<test::Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SessionSqlite, "session_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SessionMariadb, "session_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SessionMysql56, "session_mysql56");

}  // namespace
