// Rows of a telephone system's table, in each database that one may have: what is read, in which
// order, and by which index.
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include "postgresql_client.h"
#include "site.h"
#include "sources/rows/table.h"
#include "sql_client.h"

using namespace callwidgets;
using database::Address;
using sources::Row;
using sources::RowRange;
using sources::Rows;
using sources::RowsError;
using sources::Table;

namespace {

enum class Of { sqlite, mariadb, mysql56, postgresql };

template <Of kind>
class TableRowsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TableRowsTest);
  CPPUNIT_TEST(values_are_text_as_the_database_writes_them);
  CPPUNIT_TEST(a_stretch_comes_in_its_order_whole_and_once);
  CPPUNIT_TEST(rows_of_one_value_stay_together);
  CPPUNIT_TEST(more_rows_of_one_value_than_memory_may_hold_are_refused);
  CPPUNIT_TEST(numbers_are_compared_as_numbers);
  CPPUNIT_TEST(rows_are_found_by_many_values);
  CPPUNIT_TEST(the_last_and_the_first_are_found);
  CPPUNIT_TEST(the_pace_is_kept);
  CPPUNIT_TEST(unknown_names_are_answered_with_those_that_there_are);
  CPPUNIT_TEST(no_name_gets_out_of_its_quotes);
  CPPUNIT_TEST(one_who_may_only_read_reads_and_writes_nothing);
  CPPUNIT_TEST(nothing_that_is_said_holds_the_password);
  CPPUNIT_TEST(large_tables_are_read_by_the_index_of_the_order);
  CPPUNIT_TEST_SUITE_END();

  static constexpr bool sqlite = kind == Of::sqlite, postgresql = kind == Of::postgresql,
                        mysql = kind == Of::mariadb || kind == Of::mysql56;

 public:
  void setUp() override {
    if (sqlite) {
      url_ = test::fresh_database(test::Database::sqlite, folder_);
      std::ofstream{Address::parse(url_)->path};
    } else if (postgresql) {
      url_ = test::fresh_postgresql();
    } else {
      url_ = test::fresh_database(
          kind == Of::mariadb ? test::Database::mariadb : test::Database::mysql56, folder_);
    }
  }

  void values_are_text_as_the_database_writes_them() {
    if (mysql) {
      run("SET NAMES utf8mb4; SET sql_mode = '';"
          "CREATE TABLE odd (big BIGINT UNSIGNED, at DATETIME(6), stamp TIMESTAMP NULL, zero "
          "DATETIME,"
          " price DECIMAL(10,4), name VARCHAR(40) CHARACTER SET latin1, raw VARBINARY(8),"
          " text_ LONGTEXT CHARACTER SET utf8mb4, blob_ BLOB, kind ENUM('a','b'), flag BIT(1),"
          " unset_ INT, shape GEOMETRY, `a b` INT, `c?` INT);"
          "SET time_zone = '+05:00';"
          "INSERT INTO odd VALUES (18446744073709551615, '2026-03-29 02:30:00.123456',"
          " '2026-01-01 05:00:00', '0000-00-00 00:00:00', 1.5, 'Zoë', X'00FF41',"
          " CONCAT('Zoë \xF0\x9F\x98\x80', REPEAT('x', 20000)), X'FF00', 'b', 1, NULL, NULL, 7, "
          "8);");
      Table table = open("odd");
      const auto text = "Zoë \xF0\x9F\x98\x80" + std::string(15'995, 'x');
      same({"18446744073709551615", "2026-03-29 02:30:00.123456", "2026-01-01 00:00:00",
            "0000-00-00 00:00:00", "1.5000", "Zoë",
            std::string{"\0\xFF"
                        "A",
                        3},
            text, std::string{"\xFF\0", 2}, "b", "1", "", "7"},
           first(*table.recent("big", 5)));
      same({"big", "at", "stamp", "zero", "price", "name", "raw", "text_", "blob_", "kind", "flag",
            "unset_", "a b"},
           names(table));
      CPPUNIT_ASSERT(table.columns()[2].utc && !table.columns()[1].utc);
    } else if (postgresql) {
      run("CREATE TABLE odd (big BIGINT, at TIMESTAMP(6), stamp TIMESTAMPTZ, price NUMERIC,"
          " name VARCHAR(40), id UUID, flag BOOLEAN, unset_ INT, more JSON, \"A b\" INT, \"c?\" "
          "INT,"
          " long_ TEXT);"
          "INSERT INTO odd VALUES (-9223372036854775808, '2026-03-29 02:30:00.123456',"
          " '2026-07-01 01:00:00+01', 1.50, 'Zoë', '00000000-0000-0000-0000-000000000001', true,"
          " NULL, '{}', 7, 8, repeat('x', 20000));");
      Table table = open("odd");
      same({"-9223372036854775808", "2026-03-29 02:30:00.123456", "2026-07-01 00:00:00+00", "1.50",
            "Zoë", "00000000-0000-0000-0000-000000000001", "true", "", "7",
            std::string(16'000, 'x')},
           first(*table.recent("big", 5)));
      same({"big", "at", "stamp", "price", "name", "id", "flag", "unset_", "A b", "long_"},
           names(table));
      CPPUNIT_ASSERT(table.columns()[2].utc && !table.columns()[1].utc);
    } else {
      run("CREATE TABLE odd (big INTEGER, at DATETIME, name VARCHAR(40), raw BLOB, untyped, unset_,"
          " real_ REAL, \"a b\" INT, \"c?\" INT);"
          "INSERT INTO odd VALUES (9223372036854775807, '2026-03-29 02:30:00', 'Zoë', X'00FF41', 5,"
          " NULL, 1.5, 7, 8);");
      Table table = open("odd");
      same({"9223372036854775807", "2026-03-29 02:30:00", "Zoë",
            std::string{"\0\xFF"
                        "A",
                        3},
            "5", "", "1.5", "7"},
           first(*table.recent("big", 5)));
      same({"big", "at", "name", "raw", "untyped", "unset_", "real_", "a b"}, names(table));
    }
  }

  void a_stretch_comes_in_its_order_whole_and_once() {
    fill(9'000, 7);
    Table table = open("cdr");
    table.want({"src"});
    const auto found = all(*table.rows_between({"calldate", time(100), time(1200)}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{7'700}, found.size());
    std::set<std::string> once;
    std::int64_t last = 100;
    for (const std::string& src : found) {
      once.insert(src);
      CPPUNIT_ASSERT(std::stoll(src) / 7 >= last);
      last = std::stoll(src) / 7;
    }
    CPPUNIT_ASSERT_EQUAL(found.size(), once.size());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'199}, last);
    CPPUNIT_ASSERT_EQUAL(std::size_t{600},
                         all(*table.rows_between({"calldate", time(1200), ""})).size());
    CPPUNIT_ASSERT(all(*table.rows_between({"calldate", time(1200), time(1200)})).empty());
  }

  void rows_of_one_value_stay_together() {
    fill(9'000, 4'500);
    Table table = open("cdr");
    table.want({"src"});
    const auto found = all(*table.rows_between({"calldate", time(0), ""}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{9'000}, found.size());
    CPPUNIT_ASSERT_EQUAL(found.size(), (std::set<std::string>{found.begin(), found.end()}.size()));
    // A page may end just where a value does.
    fill(8'000, 2'000);
    CPPUNIT_ASSERT_EQUAL(std::size_t{8'000},
                         all(*table.rows_between({"calldate", time(0), ""})).size());
  }

  void more_rows_of_one_value_than_memory_may_hold_are_refused() {
    fill(70'000, 70'000);
    Table table = open("cdr");
    table.want({"src"});
    const std::string said = error_of([&] {
      all(*table.rows_between({"calldate", time(0), time(9)}));
    });
    CPPUNIT_ASSERT_MESSAGE(said,
                           holds(said, "more than 63999 rows have one and the same calldate"));
  }

  void numbers_are_compared_as_numbers() {
    fill(1'200, 1);
    Table table = open("cdr");
    table.want({"src"});
    const auto found = all(*table.rows_between({"sequence", "998", "1003"}));
    same({"998", "999", "1000", "1001", "1002"}, found);
    same({"7", "1100"}, sorted(all(*table.rows_of("sequence", {"7", "1100", "5000"}))));
  }

  void rows_are_found_by_many_values() {
    fill(3'000, 1);
    Table table = open("cdr");
    table.want({"src"});
    std::vector<std::string> ids;
    for (int at = 0; at < 700; ++at) ids.push_back("1795878815." + std::to_string(at * 3));
    CPPUNIT_ASSERT_EQUAL(std::size_t{700}, all(*table.rows_of("uniqueid", ids)).size());
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{34},
        all(*table.rows_of("uniqueid", ids, RowRange{"calldate", time(0), time(100)})).size());
    CPPUNIT_ASSERT(all(*table.rows_of("uniqueid", {})).empty());
    CPPUNIT_ASSERT(all(*table.rows_of("uniqueid", {"it's ?:\\ not there"})).empty());
  }

  void the_last_and_the_first_are_found() {
    fill(100, 1);
    run("INSERT INTO cdr (calldate, src) VALUES (NULL, 'no date')");
    Table table = open("cdr");
    table.want({"src"});
    same({"99", "98", "97"}, all(*table.recent("calldate", 3)));
    CPPUNIT_ASSERT_EQUAL(std::size_t{100}, all(*table.recent("calldate", 1000)).size());
    CPPUNIT_ASSERT_EQUAL(time(0), *table.first_from("calldate", ""));
    CPPUNIT_ASSERT_EQUAL(time(50), *table.first_from("calldate", time(50)));
    CPPUNIT_ASSERT_EQUAL(std::string{"50"}, *table.first_from("sequence", "50"));
    CPPUNIT_ASSERT(!table.first_from("calldate", time(100)));
  }

  void the_pace_is_kept() {
    fill(1'000, 1);
    auto now = sources::Pace::Clock::time_point{std::chrono::hours{1}};
    const auto begun = now;
    sources::Pace pace{100, [&](auto time) { now += time; }, [&] { return now; }};
    Table table{*Address::parse(url_), "cdr", std::move(pace)};
    CPPUNIT_ASSERT_EQUAL(std::size_t{1'000},
                         all(*table.rows_between({"calldate", time(0), ""})).size());
    CPPUNIT_ASSERT(now - begun >= std::chrono::seconds{10});
  }

  void unknown_names_are_answered_with_those_that_there_are() {
    fill(1, 1);
    run("CREATE TABLE cel (eventtime INT)");
    const std::string table = error_of([&] { open("cdrs"); });
    CPPUNIT_ASSERT_MESSAGE(table, holds(table, "cdrs in ") && holds(table, "no such table"));
    CPPUNIT_ASSERT_MESSAGE(table, holds(table, "there are: cdr, cel"));
    Table cdr = open("cdr");
    for (const auto& read : std::vector<std::function<void()>>{
             [&] { cdr.want({"dts"}); },
             [&] {
               cdr.rows_between({"dts", "1", "2"});
             },
             [&] { cdr.recent("dts", 1); }, [&] { cdr.rows_of("dts", {"1"}); },
             [&] { cdr.first_from("dts", "1"); }}) {
      const std::string column = error_of(read);
      CPPUNIT_ASSERT_MESSAGE(column, holds(column, "cdr in ") && holds(column, "\"dts\""));
      CPPUNIT_ASSERT_MESSAGE(column, holds(column, "there are: calldate, src, uniqueid, sequence"));
    }
    const std::string value = error_of([&] {
      all(*cdr.rows_between({"sequence", "x' OR 1", ""}));
    });
    if (postgresql) CPPUNIT_ASSERT_MESSAGE(value, holds(value, "cdr in "));
  }

  void no_name_gets_out_of_its_quotes() {
    fill(1, 1);
    for (const std::string name : {"cdr\"; DROP TABLE cdr; --", "cdr`", "c:d", "c?d", "", "a."})
      CPPUNIT_ASSERT_MESSAGE(name, holds(error_of([&] { open(name); }), "allowed: TABLE"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, all(*open("cdr").recent("calldate", 9)).size());
  }

  void one_who_may_only_read_reads_and_writes_nothing() {
    fill(10, 1);
    if (sqlite) {
      // While another program keeps it open, in WAL mode or not; a file that isn't there is not
      // made.
      for (const char* mode : {"WAL", "DELETE"}) {
        const auto other = database::open_writer(*Address::parse(url_));
        other->direct(std::string{"PRAGMA journal_mode = "} + mode);
        other->direct("INSERT INTO cdr (calldate, src) VALUES ('2027-01-01 00:00:00', 'new')");
        Table table = open("cdr");
        table.want({"src"});
        CPPUNIT_ASSERT_EQUAL(std::string{"new"}, all(*table.recent("calldate", 1)).at(0));
      }
      const std::string missing = folder_ / "missing.db";
      const std::string said = error_of([&] {
        Table{*Address::parse("sqlite:" + missing), "cdr"};
      });
      CPPUNIT_ASSERT_MESSAGE(said, holds(said, missing));
      CPPUNIT_ASSERT(!std::filesystem::exists(missing));
      return;
    }
    const std::string reader = postgresql ? test::reading_postgresql(url_) : test::reading(url_);
    Table table{*Address::parse(reader), "cdr"};
    CPPUNIT_ASSERT_EQUAL(std::size_t{10},
                         all(*table.rows_between({"calldate", time(0), ""})).size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, all(*table.rows_of("sequence", {"1", "2"})).size());
    // By its schema, too.
    const std::string name = Address::parse(url_)->name;
    Table by_schema{*Address::parse(reader), (postgresql ? "public" : name) + ".cdr"};
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, all(*by_schema.recent("calldate", 3)).size());
  }

  void nothing_that_is_said_holds_the_password() {
    if (sqlite) return;
    auto address = *Address::parse(url_);
    address.password = "wrong-secret";
    std::string said = error_of([&] { Table{address, "cdr"}; });
    CPPUNIT_ASSERT_MESSAGE(said, holds(said, address.shown()) && !holds(said, "secret"));
    CPPUNIT_ASSERT_MESSAGE(said, !holds(said, address.user));
    address.port = 1;
    said = error_of([&] { Table{address, "cdr"}; });
    CPPUNIT_ASSERT_MESSAGE(said, holds(said, "cdr in ") && !holds(said, "secret"));
    if (postgresql) {
      address.password = "two words";
      said = error_of([&] { Table{address, "cdr"}; });
      CPPUNIT_ASSERT_MESSAGE(said, holds(said, "the password in the address has a blank"));
    }
  }

  void large_tables_are_read_by_the_index_of_the_order() {
    fill(200'000, 1);
    run(sqlite || postgresql ? "ANALYZE" : "ANALYZE TABLE cdr");
    Table table = open("cdr");
    std::vector<std::string> plans;
    table.explain_to([&](const std::string& told) {
      plans.push_back(mysql ? test::sql(url_, "EXPLAIN " + told) : told);
      std::replace(plans.back().begin(), plans.back().end(), '\t', '|');
    });
    const RowRange day{"calldate", time(150'000), time(151'440)};
    CPPUNIT_ASSERT_EQUAL(std::size_t{1'440}, all(*table.rows_between(day)).size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{3},
                         all(*table.rows_of("uniqueid",
                                            {"1795878815.150001", "1795878815.150002",
                                             "1795878815.150003", "1795878815.1"},
                                            day))
                             .size());
    Row row;
    // Of the whole table too, page by page.
    const auto whole = table.rows_between({"calldate", time(0), time(200'000)});
    for (int at = 0; at < 10'000; ++at) CPPUNIT_ASSERT(whole->next(row));
    const auto to_the_end = table.rows_between({"calldate", time(0), ""});
    for (int at = 0; at < 3'000; ++at) CPPUNIT_ASSERT(to_the_end->next(row));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1'000}, all(*table.recent("calldate", 1'000)).size());
    CPPUNIT_ASSERT_EQUAL(time(77), *table.first_from("calldate", time(77)));
    CPPUNIT_ASSERT_EQUAL(time(0), *table.first_from("calldate", ""));
    CPPUNIT_ASSERT_EQUAL(std::size_t{13}, plans.size());
    for (const std::string& plan : plans) {
      CPPUNIT_ASSERT_MESSAGE(plan, holds(plan, "calls_by_date"));
      for (const char* slow :
           {"filesort", "temporary", "Sort", "TEMP B-TREE", "Seq Scan", "SCAN ", "|ALL|"})
        CPPUNIT_ASSERT_MESSAGE(plan, !holds(plan, slow) || holds(plan, "SCAN cdr USING INDEX"));
    }
  }

 private:
  static bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
  }
  static void same(const std::vector<std::string>& expected,
                   const std::vector<std::string>& found) {
    const auto lines = [](const std::vector<std::string>& values) {
      std::string text;
      for (const std::string& value : values) text += value + '\n';
      return text;
    };
    CPPUNIT_ASSERT_EQUAL(lines(expected), lines(found));
  }
  static std::vector<std::string> sorted(std::vector<std::string> values) {
    std::sort(values.begin(), values.end(), [](const auto& left, const auto& right) {
      return std::stoll(left) < std::stoll(right);
    });
    return values;
  }
  static std::vector<std::string> names(const Table& table) {
    std::vector<std::string> names;
    for (const auto& column : table.columns()) names.push_back(column.name);
    return names;
  }
  static std::vector<std::string> first(Rows& rows) {
    Row row;
    CPPUNIT_ASSERT(rows.next(row));
    return {row.values.begin(), row.values.end()};
  }
  // The first value of each row.
  static std::vector<std::string> all(Rows& rows) {
    std::vector<std::string> found;
    Row row;
    while (rows.next(row)) {
      found.emplace_back(row.values[0]);
      CPPUNIT_ASSERT_EQUAL(static_cast<std::int64_t>(found.size()), row.number);
      CPPUNIT_ASSERT_EQUAL(std::string{}, row.problem);
    }
    return found;
  }
  static std::string error_of(const std::function<void()>& body) {
    try {
      body();
    } catch (const RowsError& error) {
      return error.what();
    }
    return "nothing was refused";
  }

  Table open(const std::string& name) { return Table{*Address::parse(url_), name}; }

  void run(const std::string& statements) {
    if (sqlite) {
      const auto writer = database::open_writer(*Address::parse(url_));
      std::string rest = statements;
      while (!rest.empty()) {
        const auto end = std::min(rest.find(';'), rest.size());
        if (end > 0) writer->direct(rest.substr(0, end));
        rest.erase(0, end + 1);
      }
    } else if (postgresql) {
      test::postgresql(url_, statements);
    } else {
      test::sql(url_, statements);
    }
  }

  // The n-th minute, as the database writes it.
  static std::string time(std::int64_t minute) {
    const std::time_t at = 1'767'225'600 + minute * 60;
    std::tm parts{};
    gmtime_r(&at, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts);
    return text;
  }

  // A table like FreePBX's with an index on calldate only: `count` rows, `together` of them in one
  // and the same minute, put in backwards.
  void fill(std::int64_t count, std::int64_t together) {
    std::string text =
        "DROP TABLE IF EXISTS cdr; DROP TABLE IF EXISTS numbers;"
        "CREATE TABLE numbers (i INTEGER); INSERT INTO numbers VALUES (0);";
    for (std::int64_t size = 1; size < count; size *= 2)
      text += "INSERT INTO numbers SELECT i + " + std::to_string(size) + " FROM numbers;";
    const char* const date = sqlite       ? "datetime(1767225600 + (i / G) * 60, 'unixepoch')"
                             : postgresql ? "timestamp '2026-01-01' + (i / G) * interval '60 s'"
                                          : "DATE_ADD('2026-01-01', INTERVAL (i DIV G) MINUTE)";
    const std::string string = mysql ? "CHAR" : "VARCHAR(20)";
    std::string select = "SELECT " + std::string{date} + ", CAST(i AS " + string + "), " +
                         (mysql ? "CONCAT('1795878815.', i)" : "'1795878815.' || i") +
                         ", i FROM numbers WHERE i < " + std::to_string(count) +
                         " ORDER BY numbers.i DESC;";
    select.replace(select.find('G'), 1, std::to_string(together));
    text += std::string{"CREATE TABLE cdr (calldate "} + (postgresql ? "TIMESTAMP" : "DATETIME") +
            " NULL, src VARCHAR(80), uniqueid VARCHAR(32), sequence INTEGER);"
            "INSERT INTO cdr " +
            select +
            "CREATE INDEX calls_by_date ON cdr (calldate);"
            "DROP TABLE numbers;";
    run(text);
  }

  test::Folder folder_;
  std::string url_;
};

using Sqlite = TableRowsTest<Of::sqlite>;
using Mariadb = TableRowsTest<Of::mariadb>;
using Mysql56 = TableRowsTest<Of::mysql56>;
using Postgresql = TableRowsTest<Of::postgresql>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(Sqlite, "table_rows_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(Mariadb, "table_rows_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(Mysql56, "table_rows_mysql56");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(Postgresql, "table_rows_postgresql");

}  // namespace
