// The forms that real programs write: which are read, and how others are refused.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "import_site.h"
#include "packed_text.h"

namespace callwidgets::test {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

class ImportFormsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ImportFormsTest);
  CPPUNIT_TEST(every_form_of_one_table_gives_the_same_calls);
  CPPUNIT_TEST(null_words_are_no_attributions);
  CPPUNIT_TEST(one_caller_is_one_and_withheld_ones_are_none);
  CPPUNIT_TEST(numbers_that_cannot_be_read_are_counted);
  CPPUNIT_TEST(an_id_that_a_spreadsheet_shortened_is_a_bad_row);
  CPPUNIT_TEST(an_error_names_its_file_and_the_files_before_stay);
  CPPUNIT_TEST(of_gzip_data_that_end_early_what_could_be_read_is_imported_and_told);
  CPPUNIT_TEST(incomplete_pages_are_told_and_complete_ones_not);
  CPPUNIT_TEST_SUITE_END();

  const ImportSite site_{Database::sqlite};

  static std::string table(char separator, const std::string& end) {
    std::string text = "cdr_id,start,duration,answered,customer_id,source_name" + end +
                       "1,2021-01-01 00:00:00,5,1,7,Zürich" + end +
                       "2,2021-01-01 00:00:00,5,1,7,\"two\r\nlines\"" + end;
    for (char& c : text) c = c == ',' ? separator : c;
    return text;
  }

  std::string imported() const {
    return site_.data("call_totals") + site_.data("calls_top_attributions");
  }

  static std::string page(int number, int pages) {
    return "{\"total\":" + std::to_string(pages) + ",\"page\":" + std::to_string(number) +
           ",\"pagesize\":1,\"numpages\":" + std::to_string(pages) + ",\"cdrs\":[{\"cdr_id\":\"p" +
           std::to_string(number) +
           R"(","start":"2021-01-01 00:00:00","duration":5,"answered":1,"customer_id":7}]})";
  }

 public:
  void every_form_of_one_table_gives_the_same_calls() {
    CPPUNIT_ASSERT_EQUAL(0, site_.import({site_.file("plain.csv", table(',', "\n"))}).status);
    const std::string expected = imported();
    CPPUNIT_ASSERT_MESSAGE(expected, holds(expected, "Zürich"));
    const std::string semicolons = table(';', "\r\n"), tabs = table('\t', "\r\n");
    for (const std::string& form :
         {table(',', "\r"), "\xEF\xBB\xBF" + semicolons, "sep=;\r\n" + semicolons, utf16(tabs),
          utf16(tabs, true), gzipped(table(',', "\n")), gzipped(utf16("sep=\t\r" + tabs)),
          gzipped(table(',', "\r"))}) {
      const ImportSite fresh{Database::sqlite};
      const Finished done = fresh.import({fresh.file("form", form)});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(form + done.err, 0, done.status);
      CPPUNIT_ASSERT_MESSAGE(done.out, holds(done.out, ": 2 records imported"));
      CPPUNIT_ASSERT_EQUAL(expected,
                           fresh.data("call_totals") + fresh.data("calls_top_attributions"));
    }
  }

  void null_words_are_no_attributions() {
    const Finished done =
        site_.import({"-"},
                     "cdr_id,start,duration,answered,customer_id,anum,source_name\n"
                     "1,2021-01-01 00:00:00,5,1,7,NULL,NULL\n"
                     "2,2021-01-01 00:00:00,5,1,7,\\N,\\N\n");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
    CPPUNIT_ASSERT_EQUAL(std::string{R"([{"name":"Direct","val":"2"}])"},
                         site_.data("calls_top_attributions"));
  }

  void one_caller_is_one_and_withheld_ones_are_none() {
    std::string rows = "cdr_id,start,duration,answered,customer_id,anum\n";
    for (const char* number :
         {"+44 1632 960001", "+44 (0)1632 960001", "tel:+441632960001", "Anonymous", "NULL", "",
          "unknown", "0000000000", "+266696687", "0", "Restricted"}) {
      rows += std::to_string(rows.size()) + ",2021-01-01 00:00:00,0,0,7," + number + "\n";
    }
    const Finished done = site_.import({"-"}, rows);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
    CPPUNIT_ASSERT_EQUAL(std::string{}, done.err);
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, site_.data("unique_callers"));
    // The setting says which; without any, numbers are somebody's.
    site_.site().settle({"withheld ="});
    const Finished again = site_.import({"-"}, rows);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(again.err, 0, again.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"4"}, site_.data("unique_callers"));
  }

  void numbers_that_cannot_be_read_are_counted() {
    const Finished done =
        site_.import({site_.file("numbers.csv",
                                 "cdr_id,start,duration,answered,customer_id,anum\n"
                                 "1,2021-01-01 00:00:00,0,0,7,+441632960001\n"
                                 "2,2021-01-01 00:00:00,0,0,7,4.41632E+11\n"
                                 "3,2021-01-01 00:00:00,0,0,7,sip:desk\n")});
    CPPUNIT_ASSERT_EQUAL(0, done.status);
    CPPUNIT_ASSERT_MESSAGE(
        done.err, holds(done.err, "2 callers' numbers could not be read, the first on line 3"));
    CPPUNIT_ASSERT_MESSAGE(done.err,
                           !holds(done.err, "E+11"));  // numbers are nobody else's business
  }

  void an_id_that_a_spreadsheet_shortened_is_a_bad_row() {
    const Finished done = site_.import({"-"},
                                       "cdr_id;start;duration;answered;customer_id\n"
                                       "1,45E+09;2021-01-01 00:00:00;5;1;7\n"
                                       "1.45E+09;2021-01-01 00:00:00;5;1;7\n"
                                       "1449741456.0;2021-01-01 00:00:00;5;1;7\n");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 3, done.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"\"1\""}, site_.data("call_totals"));
    CPPUNIT_ASSERT_MESSAGE(
        done.err, holds(done.err, "2\tcdr_id is \"1,45E+09\", shortened by a spreadsheet"));
    CPPUNIT_ASSERT_MESSAGE(
        done.err, holds(done.err, "3\tcdr_id is \"1.45E+09\", shortened by a spreadsheet"));
  }

  void an_error_names_its_file_and_the_files_before_stay() {
    const std::string good = site_.file("good.csv", table(',', "\n"));
    const std::string missing = site_.folder() / "nosuch.csv";
    const Finished first = site_.import({missing, good});
    CPPUNIT_ASSERT_EQUAL(1, first.status);
    CPPUNIT_ASSERT_MESSAGE(first.err, holds(first.err, missing + ": cannot be opened"));
    const Finished last = site_.import({good, missing});
    CPPUNIT_ASSERT_EQUAL(1, last.status);
    CPPUNIT_ASSERT_MESSAGE(last.err, holds(last.err, missing + ": cannot be opened"));
    CPPUNIT_ASSERT_EQUAL(std::string{"\"2\""}, site_.data("call_totals"));
    const std::string workbook = site_.file("calls.xlsx", std::string{"PK\3\4", 4} + "xl/workbook");
    const Finished other = site_.import({workbook});
    CPPUNIT_ASSERT_EQUAL(1, other.status);
    CPPUNIT_ASSERT_MESSAGE(
        other.err, holds(other.err, workbook + ": ") && holds(other.err, "an Excel workbook"));
  }

  void of_gzip_data_that_end_early_what_could_be_read_is_imported_and_told() {
    std::string rows = "cdr_id,start,duration,answered,customer_id\n";
    for (int i = 0; i < 5000; ++i)
      rows += std::to_string(i * 7919) + ",2021-01-01 00:00:00," + std::to_string(i * 31 % 977) +
              ",1,7\n";
    const std::string whole = gzipped(rows);
    const Finished done = site_.import({site_.file("cut.gz", whole.substr(0, whole.size() / 2))});
    CPPUNIT_ASSERT_EQUAL(1, done.status);
    const std::string count = site_.data("call_totals");
    CPPUNIT_ASSERT_MESSAGE(done.err, holds(done.err, "cut.gz: the gzip data end early"));
    CPPUNIT_ASSERT_MESSAGE(count + done.err,
                           holds(done.err, ", " + count.substr(1, count.size() - 2) +
                                               " records up to there are imported"));
    CPPUNIT_ASSERT_MESSAGE(count, count.size() >= 5);  // thousands
  }

  void incomplete_pages_are_told_and_complete_ones_not() {
    std::vector<std::string> files;
    for (const int number : {0, 2, 1}) {
      files.push_back(site_.file("page-" + std::to_string(number) + ".json", page(number, 3)));
    }
    const Finished complete = site_.import(files);
    CPPUNIT_ASSERT_EQUAL(0, complete.status);
    CPPUNIT_ASSERT_EQUAL(std::string{}, complete.err);
    files.pop_back();
    const Finished incomplete = site_.import(files);
    CPPUNIT_ASSERT_EQUAL(0, incomplete.status);
    CPPUNIT_ASSERT_MESSAGE(incomplete.err, holds(incomplete.err, "page 1 of 3 is missing"));
    const Finished piped = site_.import({"-"}, page(0, 3) + "\n" + page(1, 3) + "\n\n");
    CPPUNIT_ASSERT_MESSAGE(piped.err, holds(piped.err, "page 2 of 3 is missing"));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ImportFormsTest, "import_forms_sqlite");

}  // namespace
}  // namespace callwidgets::test
