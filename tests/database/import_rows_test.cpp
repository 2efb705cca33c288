// What import takes, what it rejects, and how it says so.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>
#include <sstream>

#include "import_site.h"

namespace callwidgets::test {
namespace {

using Rows = std::vector<std::string>;

const std::string kHeader = "cdr_id,start,duration,answered,customer_id,anum_md5,source_name";
const std::string kMd5 = "0123456789abcdef0123456789ABCDEF";

const Rows kBadRows = {
    ",2021-03-01 10:00:00,10,1,7,,",                       // no cdr_id
    "b1,,10,1,7,,",                                        // no start
    "b2,2021-02-30 10:00:00,10,1,7,,",                     // not in the calendar
    "b3,2021-03-01 24:00:00,10,1,7,,",                     // no such hour
    "b4,2021-03-01T10:00:00Z,10,1,7,,",                    // another form
    "b5,2021-03-01,10,1,7,,",                              // a day alone
    "b6,1970-01-01 23:59:59,10,1,7,,",                     // too early
    "b7,9999-12-31 00:00:00,10,1,7,,",                     // too late
    "b8,2021-03-01 10:00:00,-1,1,7,,",                     // negative
    "b9,2021-03-01 10:00:00,2147483648,1,7,,",             // too long
    "b10,2021-03-01 10:00:00,1.5,1,7,,",                   // no whole number
    "b11,2021-03-01 10:00:00,,1,7,,",                      // no duration
    "b12,2021-03-01 10:00:00,10,2,7,,",                    // neither 0 nor 1
    "b13,2021-03-01 10:00:00,10,,7,,",                     // no answered
    "b14,2021-03-01 10:00:00,10,1,,,",                     // no customer
    "b15,2021-03-01 10:00:00,10,1,0,,",                    // customer 0
    "b16,2021-03-01 10:00:00,10,1,007,,",                  // a leading zero
    "b17,2021-03-01 10:00:00,10,1,1234567890123456789,,",  // 19 digits
    "b18,2021-03-01 10:00:00,10,1,7,0123,",                // no MD5
    "b19,2021-03-01 10:00:00,10,1,7,g123456789abcdef0123456789abcdef,",
    "b20,2021-03-01 10:00:00,10,1,7",                              // too few fields
    "b21,2021-03-01 10:00:00,10,1,7,,,x",                          // too many
    "b22,2021-03-01 10:00:00,10,1,7,,\xFF\xFE",                    // not UTF-8
    "b23,2021-03-01 10:00:00,10,1,7,,\xC0\xAF",                    // an overlong form
    "b24,2021-03-01 10:00:00,10,1,7,," + std::string(1001, 'n'),   // too long a name
    std::string(151, 'i') + ",2021-03-01 10:00:00,10,1,7,,",       // too long an id
    "b25,2021-03-01 10:00:00,10,1,7,," + std::string(70000, 'r'),  // a record over 64 KiB
};

std::string good_row(size_t number) {
  const std::string day = std::to_string(10 + number % 20);
  return "g" + std::to_string(number) + ",2021-03-" + day + " 10:00:00,10,1,7," + kMd5 + ",Good";
}

// Good and bad rows by turns; `lines` holds the line number of each bad one.
std::string half_bad(std::vector<int>& lines) {
  std::string text = kHeader + "\n";
  int line = 1;
  for (size_t i = 0; i < kBadRows.size(); ++i) {
    text += good_row(i) + "\n" + kBadRows[i] + "\n";
    line += 2;
    lines.push_back(line);
  }
  return text;
}

std::string in_quotes(size_t number) { return "\"" + std::to_string(number) + "\""; }

// Each bad row by its line number, with a reason, and as it was.
void assert_named(const std::string& rejects, const std::vector<int>& lines) {
  std::istringstream in{rejects};
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string line;
    CPPUNIT_ASSERT_MESSAGE("no word of: " + kBadRows[i].substr(0, 100),
                           static_cast<bool>(std::getline(in, line)));
    const size_t first = line.find('\t'), second = line.find('\t', first + 1);
    CPPUNIT_ASSERT_MESSAGE(line, second != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::to_string(lines[i]), line.substr(0, first));
    CPPUNIT_ASSERT_MESSAGE(line, second > first + 4);
    // A record over 64 KiB need not be repeated whole.
    const std::string raw = line.substr(second + 1);
    CPPUNIT_ASSERT_EQUAL(kBadRows[i].substr(0, 1000), raw.substr(0, 1000));
  }
  std::string more;
  CPPUNIT_ASSERT_MESSAGE(more, !std::getline(in, more));
}

template <Database kind>
class ImportRowsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ImportRowsTest<kind>);
  CPPUNIT_TEST(keeps_every_good_row_and_names_every_bad_one);
  CPPUNIT_TEST(removes_the_rejects_file_when_all_is_well);
  CPPUNIT_TEST(writes_rejects_where_told_to);
  CPPUNIT_TEST(reads_standard_input);
  CPPUNIT_TEST(rejects_objects_one_by_one);
  CPPUNIT_TEST(ends_a_broken_list_where_it_breaks);
  CPPUNIT_TEST(rejects_the_first_line_of_an_open_quote);
  CPPUNIT_TEST(refuses_what_it_does_not_know);
  CPPUNIT_TEST(takes_odd_but_good_forms);
  CPPUNIT_TEST_SUITE_END();

 public:
  void keeps_every_good_row_and_names_every_bad_one() {
    const ImportSite site{kind};
    std::vector<int> lines;
    const std::string file = site.file("half.csv", half_bad(lines));
    const Finished done = site.import({file});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 3, done.status);
    CPPUNIT_ASSERT_EQUAL(in_quotes(kBadRows.size()), site.data("call_totals"));
    CPPUNIT_ASSERT_EQUAL(std::string("1"), site.data("unique_callers"));
    assert_named(read_all(file + ".rejected"), lines);
  }

  void removes_the_rejects_file_when_all_is_well() {
    const ImportSite site{kind};
    const std::string file = site.file("a.csv", kHeader + "\n" + kBadRows[1] + "\n" + good_row(1));
    CPPUNIT_ASSERT_EQUAL(3, site.import({file}).status);
    CPPUNIT_ASSERT(std::filesystem::exists(file + ".rejected"));
    site.file("a.csv", kHeader + "\n" + good_row(2) + "\n");
    CPPUNIT_ASSERT_EQUAL(0, site.import({file}).status);
    CPPUNIT_ASSERT(!std::filesystem::exists(file + ".rejected"));
    CPPUNIT_ASSERT_EQUAL(in_quotes(2), site.data("call_totals"));
  }

  void writes_rejects_where_told_to() {
    const ImportSite site{kind};
    const std::string file = site.file("a.csv", kHeader + "\n" + kBadRows[1] + "\n");
    const std::string rejects = site.folder() / "elsewhere";
    CPPUNIT_ASSERT_EQUAL(3, site.import({"--rejects", rejects, file}).status);
    CPPUNIT_ASSERT(!std::filesystem::exists(file + ".rejected"));
    CPPUNIT_ASSERT(read_all(rejects).starts_with("2\t"));
  }

  void reads_standard_input() {
    const ImportSite site{kind};
    const Finished done = site.import(
        {"-"}, kHeader + "\r\n" + good_row(1) + "\r\n\r\n" + kBadRows[2] + "\r\n" + good_row(2));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 3, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find(kBadRows[2]) != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(in_quotes(2), site.data("call_totals"));
    const Finished json = site.import(
        {"-"},
        R"({"cdr_id":"j","start":"2021-05-01 10:00:00","duration":1,"answered":true,"customer_id":7})");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(json.err, 0, json.status);
    CPPUNIT_ASSERT_EQUAL(in_quotes(3), site.data("call_totals"));
  }

  void rejects_objects_one_by_one() {
    const ImportSite site{kind};
    const std::string start = R"("start":"2021-03-01 10:00:00")";
    const std::string file = site.file(
        "lines.json", R"({"cdr_id":1,)" + start +
                          R"(,"duration":"5","answered":1,"customer_id":7})"
                          "\n"
                          R"({"cdr_id":"2",)" +
                          start +
                          R"(,"duration":-5,"answered":1,"customer_id":7})"
                          "\n"
                          "\n"
                          R"({"cdr_id":"3",)" +
                          start +
                          R"(,"duration":5,"answered":false,"customer_id":"7"})"
                          "\n"
                          R"({"cdr_id":"4",)" +
                          start +
                          R"(,"duration":5,"answered":1,"customer_id":null})"
                          "\n"
                          R"({"cdr_id":null,)" +
                          start +
                          R"(,"duration":5,"answered":1,"customer_id":7})"
                          "\n"
                          R"({"cdr_id":"5",)" +
                          start +
                          R"(,"duration":5.5,"answered":1,"customer_id":7})"
                          "\n"
                          R"({"cdr_id":"6",)" +
                          start +
                          R"(,"duration":5,"answered":1,"customer_id":7,"anum":null,"x":[1]})"
                          "\n");
    const Finished done = site.import({file});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 3, done.status);
    CPPUNIT_ASSERT_EQUAL(in_quotes(3), site.data("call_totals"));
    CPPUNIT_ASSERT_EQUAL(in_quotes(1), site.data("missed_calls"));
    std::istringstream rejects{read_all(file + ".rejected")};
    for (const char* number : {"2\t", "5\t", "6\t", "7\t"}) {
      std::string line;
      std::getline(rejects, line);
      CPPUNIT_ASSERT_MESSAGE(number + line, line.starts_with(number));
    }
  }

  void ends_a_broken_list_where_it_breaks() {
    const ImportSite site{kind};
    const std::string call =
        R"("start":"2021-03-01 10:00:00","duration":5,"answered":1,"customer_id":7})";
    const std::string file =
        site.file("broken.json", R"({"total":3,"cdrs":[{"cdr_id":"1",)" + call +
                                     R"(,{"cdr_id":"2",)" + call + R"(,{"cdr_id":"3","sta)");
    const Finished done = site.import({file});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 3, done.status);
    CPPUNIT_ASSERT_EQUAL(in_quotes(2), site.data("call_totals"));
  }

  void rejects_the_first_line_of_an_open_quote() {
    const ImportSite site{kind};
    const std::string file = site.file("open.csv", kHeader + "\n" + good_row(1) +
                                                       "\nb1,2021-03-01 10:00:00,10,1,7,,\"open\n" +
                                                       good_row(2) + "\n" + good_row(3) + "\n");
    const Finished done = site.import({file});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 3, done.status);
    CPPUNIT_ASSERT_EQUAL(in_quotes(3), site.data("call_totals"));
    CPPUNIT_ASSERT(read_all(file + ".rejected").starts_with("3\t"));
  }

  void refuses_what_it_does_not_know() {
    const ImportSite site{kind};
    const std::string good = site.file("good.csv", kHeader + "\n" + good_row(1) + "\n");
    const std::string other = site.file("other.txt", "Dear reader,\nthis is no call record\n");
    const Finished done = site.import({good, other});
    CPPUNIT_ASSERT_EQUAL(1, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("Dear reader,") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("cdr_id") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(in_quotes(1), site.data("call_totals"));
    CPPUNIT_ASSERT_EQUAL(1, site.import({site.file("empty.csv", "")}).status);
    CPPUNIT_ASSERT_EQUAL(1, site.import({site.folder() / "nothing.csv"}).status);
  }

  void takes_odd_but_good_forms() {
    const ImportSite site{kind};
    const std::string file =
        site.file("odd.csv",
                  "\xEF\xBB\xBF"
                  "source_name,customer_id,\"answered\",extra,start,cdr_id,duration\r\n"
                  "\"two\r\nlines, and \"\"quotes\"\"\",7,1,x,2021-03-01 10:00:00,o1,5\r\n\r\n"
                  "Plain,999999999999999999,0,,1970-01-02 00:00:00,o2,2147483647\r\n"
                  "Plain,7,0,,9999-12-30 23:59:59," +
                      std::string(150, 'i') + ",0");
    const Finished done = site.import({file});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
    CPPUNIT_ASSERT_EQUAL(std::string(R"([{"name":"two\r\nlines, and \"quotes\"","val":"1"}])"),
                         site.data("calls_top_attributions"));
    CPPUNIT_ASSERT_EQUAL(
        std::string(R"({"dataset":"call_totals","datasources":[{"datasource":0,"data":"1"}]})"),
        site.site().must_admin({"query", "call_totals", "--customer", "999999999999999999",
                                "--from", "1970-01-01", "--to", "1970-01-31"}));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ImportRowsTest<Database::sqlite>, "import_rows_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ImportRowsTest<Database::mariadb>, "import_rows_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ImportRowsTest<Database::mysql56>, "import_rows_mysql56");

}  // namespace
}  // namespace callwidgets::test
