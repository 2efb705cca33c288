// Rows of files: CSV, Asterisk's Master.csv and JSON, as the systems and people's spreadsheets
// write them.
#include "sources/rows/file_rows.h"

#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>
#include <fstream>

#include "site.h"
#include "sources/rows/master_csv.h"
#include "text_source.h"

namespace callwidgets::sources {

using calls::holds;
using Kind = FileForm::Kind;

class FileRowsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(FileRowsTest);
  CPPUNIT_TEST(csv_has_a_header_or_given_names);
  CPPUNIT_TEST(separators_and_line_ends_are_what_they_are);
  CPPUNIT_TEST(quotes_are_doubled_or_escaped);
  CPPUNIT_TEST(a_bad_row_costs_itself_and_is_named);
  CPPUNIT_TEST(headers_that_name_nothing_are_refused);
  CPPUNIT_TEST(master_csv_has_16_to_21_columns);
  CPPUNIT_TEST(the_17th_field_is_told_by_its_shape);
  CPPUNIT_TEST(given_columns_of_master_csv_count);
  CPPUNIT_TEST(unique_ids_have_their_shape);
  CPPUNIT_TEST(json_is_flat);
  CPPUNIT_TEST(a_grandstream_record_is_a_row_for_each_part);
  CPPUNIT_TEST(pieces_make_no_difference);
  CPPUNIT_TEST(several_files_are_one);
  CPPUNIT_TEST(files_of_other_columns_and_missing_files_are_named);
  CPPUNIT_TEST_SUITE_END();

  // "line:value|value" for a good row, "line!problem" for a bad one, a line each.
  static std::string told(Rows& rows) {
    std::string text;
    Row row;
    while (rows.next(row)) {
      text += std::to_string(row.number) + (row.problem.empty() ? ":" : "!" + row.problem);
      for (std::size_t at = 0; row.problem.empty() && at < row.values.size(); ++at)
        text += (at > 0 ? "|" : "") + std::string{row.values[at]};
      text += '\n';
    }
    return text;
  }
  static std::string names(const std::vector<std::string>& columns) {
    std::string text;
    for (const std::string& name : columns) text += (text.empty() ? "" : "|") + name;
    return text;
  }
  // The names of the columns, then the rows.
  static std::string read(const std::string& text, const FileForm& form = {},
                          std::size_t chunk = 1 << 20) {
    calls::TextSource source{text, chunk};
    const auto rows = read_rows(source, form);
    return names(rows->columns()) + '\n' + told(*rows);
  }
  static std::string error_of(const std::string& text, const FileForm& form = {}) {
    try {
      read(text, form);
    } catch (const calls::InputError& error) {
      return error.what();
    }
    return "";
  }
  static void equal(const std::string& expected, const std::string& found) {
    CPPUNIT_ASSERT_EQUAL(expected, found);
  }

  // `count` fields f1, f2 …, and what follows them.
  static std::string fields(int count, const std::string& more = {}) {
    std::string line;
    for (int at = 1; at <= count; ++at)
      line += (at > 1 ? ",\"f" : "\"f") + std::to_string(at) + '"';
    return line + more + '\n';
  }
  // The last five columns of each row of a Master.csv.
  static std::string tail(const std::string& text, std::vector<std::string> given = {}) {
    calls::TextSource source{text};
    const auto rows = read_rows(source, {Kind::asterisk_csv, std::move(given)});
    std::string all;
    Row row;
    while (rows->next(row)) {
      if (!row.problem.empty()) {
        all += "!" + row.problem + '\n';
        continue;
      }
      CPPUNIT_ASSERT_EQUAL(std::size_t{21}, row.values.size());
      CPPUNIT_ASSERT_EQUAL(std::string{"f16"}, std::string{row.values[15]});
      for (std::size_t at = 16; at < 21; ++at)
        all += (at > 16 ? "|" : "") + std::string{row.values[at]};
      all += '\n';
    }
    return all;
  }

 public:
  void csv_has_a_header_or_given_names() {
    equal("src|dst\n2:201|202\n3:|\n", read("src,dst\n201,202\nNULL,\\N\n"));
    equal("src|dst\n1:201|202\n2:NULL|203\n",
          read("201,202\n\"NULL\",203\n", {Kind::csv, {"src", "dst"}}));
    equal("src|column_2|src_2|src_3\n2:1|2|3|4\n", read("src,, src ,src\n1,2,3,4\n"));
    equal("\n", read(""));
  }

  void separators_and_line_ends_are_what_they_are() {
    const std::string expected = "a|b\n2:1|2,5\n3:3|4\n";
    equal(expected, read("\xEF\xBB\xBF"
                         "a;b\r\n1;2,5\r\n3;4\r\n"));
    equal(expected, read("a\tb\r1\t2,5\r3\t4"));
    equal("a|b\n3:1|2,5\n", read("sep=;\na;b\n1;2,5\n"));
    equal("a|b\n3:1|2,5\n", read("\"sep=|\"\na|b\n1|2,5\n"));
    equal("x|y|z\n1:1,5|2|3\n", read("1,5;2;3\n", {Kind::csv, {"x", "y", "z"}}));
    std::string wide = "\xFF\xFE";
    for (const char c : std::string{"a\tb\n1\t2,5\n3\t4\n"}) wide += {c, '\0'};
    equal(expected, read(wide));
  }

  void quotes_are_doubled_or_escaped() {
    equal("a|b\n2:x \"y\" z|1\n", read("a,b\n\"x \"\"y\"\" z\",1\n"));
    equal("a|b\n2:x \"y\" z|1\n", read("a,b\n\"x \\\"y\\\" z\",1\n"));
    equal("a|b\n2:x\", y|1\n", read("a,b\n\"x\\\", y\",1\n"));
    equal("a|b\n2:C:\\|1\n", read("a,b\n\"C:\\\",1\n"));
    // As Asterisk writes a name with a quote in it: the backslash is the name's.
    equal("a|b\n2:\"A \\\"B\\\"\" <201>|1\n", read("a,b\n\"\"\"A \\\"\"B\\\"\"\"\" <201>\",1\n"));
    equal("a|b\n2:x\ny|1\n4:2|3\n", read("a,b\n\"x\ny\",1\n2,3\n"));
  }

  void a_bad_row_costs_itself_and_is_named() {
    equal("a|b\n2!3 fields; allowed: the header's 2\n3:4|5\n", read("a,b\n1,2,3\n4,5\n"));
    equal("a|b\n1:1|2\n2!1 field; allowed: the settings' 2\n",
          read("1,2\nx\n", {Kind::csv, {"a", "b"}}));
    const std::string latin = read("a,b\n1,\xE9\n4,5\n");
    CPPUNIT_ASSERT_MESSAGE(latin, holds(latin, "2!byte 3 of the record is not UTF-8"));
    CPPUNIT_ASSERT_MESSAGE(latin, latin.ends_with("\n3:4|5\n"));
    const std::string open = read("a,b\n\"1,2\n4,5\n");
    CPPUNIT_ASSERT_MESSAGE(open, holds(open, "2!a quote is still open"));
    CPPUNIT_ASSERT_MESSAGE(open, open.ends_with("\n3:4|5\n"));
    const std::string longer = read("a,b\n" + std::string(70'000, 'x') + ",1\n4,5\n");
    CPPUNIT_ASSERT_MESSAGE(longer, holds(longer, "2!longer than 64 KiB"));
    CPPUNIT_ASSERT_MESSAGE(longer, longer.ends_with("\n3:4|5\n"));
  }

  void headers_that_name_nothing_are_refused() {
    CPPUNIT_ASSERT(holds(error_of("just words\n1\n"), "the header has one column only"));
    CPPUNIT_ASSERT(holds(error_of("just words\n1\n"), "\"just words\""));
    CPPUNIT_ASSERT(holds(error_of("a,\xE9\n1,2\n"), "the header can't be read"));
    CPPUNIT_ASSERT(holds(error_of("%PDF-1.4\n%x\n"), "it seems to be a PDF document"));
  }

  void master_csv_has_16_to_21_columns() {
    equal("||||\n", tail(fields(16)));
    equal("f17|f18|||\n", tail(fields(18)));
    equal("||f17|f18|f19\n", tail(fields(19)));
    equal("f17|f18|f19|f20|f21\n", tail(fields(21)));
    equal("!15 fields; allowed: 16 to 21, as Asterisk writes them\n||||\n",
          tail(fields(15) + fields(16)));
    equal("!22 fields; allowed: 16 to 21, as Asterisk writes them\n", tail(fields(22)));
    // The settings were changed.
    equal("||||\nf17|f18|f19|f20|f21\n", tail(fields(16) + fields(21)));
  }

  void the_17th_field_is_told_by_its_shape() {
    const std::string id = ",\"1795878815.8\"", note = ",\"a note\"", none = ",\"\"";
    equal("1795878815.8||||\n", tail(fields(16, id)));
    equal("|a note|||\n", tail(fields(16, note)));
    equal("||||\n", tail(fields(16, none)));
    equal("1795878815.8||p|l|3\n", tail(fields(16, id + ",p,l,3")));
    equal("|a note|p|l|3\n", tail(fields(16, note + ",p,l,3")));
    // Most rows decide for all.
    equal("1795878815.8||||\n1795878815.8||||\na note||||\n",
          tail(fields(16, id) + fields(16, id) + fields(16, note)));
    // More rows than are looked at.
    std::string many, expected;
    for (int at = 0; at < 250; ++at) {
      many += fields(16, id);
      expected += "1795878815.8||||\n";
    }
    equal(expected, tail(many));
  }

  void given_columns_of_master_csv_count() {
    std::vector<std::string> given = {
        "accountcode", "src",     "dst",         "dcontext", "clid",     "channel",
        "dstchannel",  "lastapp", "lastdata",    "start",    "answer",   "end",
        "duration",    "billsec", "disposition", "amaflags", "userfield"};
    equal("|1795878815.8|||\n!16 fields; allowed: the settings' 17\n",
          tail(fields(16, ",1795878815.8") + fields(16), given));
    given.push_back("linkedid");
    const std::string error = error_of("", {Kind::asterisk_csv, given});
    CPPUNIT_ASSERT_MESSAGE(error, holds(error, "the 18 columns that are given"));
  }

  void unique_ids_have_their_shape() {
    for (const char* id : {"1795878815.8", "pbx1-1795878815.123", "a-b-999999999.0"})
      CPPUNIT_ASSERT_MESSAGE(id, MasterCsv::is_unique_id(id));
    for (const char* text : {"", "1795878815", "1795878815.", "12345678.1", "12345678901.1",
                             "-1795878815.8", "a--1795878815.8", "pbx11795878815.8", "x.1"})
      CPPUNIT_ASSERT_MESSAGE(text, !MasterCsv::is_unique_id(text));
  }

  void json_is_flat() {
    equal("part|record|id|a.b|n|legs.0.to|legs.1\n1:main|1|x|true|1.50|201|7\n",
          read(R"([{"id":"x","a":{"b":true},"n":1.50,"legs":[{"to":"201"},7]}])"));
    equal("part|record|id|é\n1:main|1|1|\n2:main|2|2|3\n",
          read("{\"id\":1,\"\\u00e9\":null}\n{\"id\":2,\"\\u00e9\":\"\\u0033\"}\n"));
    equal("part|record|id\n1:main|1|5\n", read(R"({"errcode":0,"data":[{"id":"5"}]})"));
    equal("part|record|b|z\n1:main|1|2|\n", read(R"([{"a":1,"b":2}])", {Kind::json, {"b", "z"}}));
    const std::string bad = read("{\"id\":1}\n{\"id\":\n{\"id\":3}\n");
    CPPUNIT_ASSERT_MESSAGE(bad, holds(bad, "1:main|1|1\n2!no JSON object"));
    CPPUNIT_ASSERT_MESSAGE(bad, bad.ends_with("3:main|3|3\n"));
  }

  void a_grandstream_record_is_a_row_for_each_part() {
    equal(
        "part|record|cdr|src|disposition\n"
        "1:main|1|c1|201|NO ANSWER\n1:sub|1|c1|201|ANSWERED\n1:main|2||9|BUSY\n",
        read(R"({"cdr_root":[{"cdr":"c1","main_cdr":{"src":"201","disposition":"NO ANSWER"},)"
             R"("sub_cdr_1":{"src":"201","disposition":"ANSWERED"}},)"
             R"({"src":"9","disposition":"BUSY"}]})"));
  }

  void pieces_make_no_difference() {
    const std::string texts[] = {"a,b\r\n\"x\\\"y\",1\r\n2,\"3\n4\"\r\nbad\r\n",
                                 R"({"data":[{"id":"5","a":{"b":[1]}},{"id":6]})", fields(17)};
    for (const std::string& text : texts) equal(read(text), read(text, {}, 1));
  }

  void several_files_are_one() {
    const test::Folder folder;
    std::ofstream{folder / "1"} << "";
    std::ofstream{folder / "2"} << "a,b\n1,2\n";
    std::ofstream{folder / "3"} << "b;c;a\n4;5;3\n1\n";
    std::ofstream{folder / "4.json"} << R"([{"a":"7","c":"8"}])";
    FileRows rows{{folder / "1", folder / "2", folder / "3", folder / "4.json"}};
    equal("a|b", names(rows.columns()));
    equal("2:1|2\n2:3|4\n3!1 field; allowed: the header's 3\n1:7|\n", told(rows));
    equal(folder / "4.json", rows.file());
    CPPUNIT_ASSERT_EQUAL(rows.size(), rows.position());
  }

  void files_of_other_columns_and_missing_files_are_named() {
    const test::Folder folder;
    std::ofstream{folder / "1"} << "a,b\n1,2\n";
    std::ofstream{folder / "2"} << "a,c\n1,2\n";
    FileRows rows{{folder / "1", folder / "2"}};
    Row row;
    CPPUNIT_ASSERT(rows.next(row));
    try {
      rows.next(row);
      CPPUNIT_FAIL("it reads on");
    } catch (const RowsError& error) {
      CPPUNIT_ASSERT_MESSAGE(error.what(),
                             holds(error.what(), (folder / "2") + ": it has no column b, which "));
      CPPUNIT_ASSERT_MESSAGE(error.what(), holds(error.what(), "there are: a, c"));
    }
    CPPUNIT_ASSERT_THROW(FileRows({folder / "3"}), RowsError);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FileRowsTest, "file_rows");

}  // namespace callwidgets::sources
