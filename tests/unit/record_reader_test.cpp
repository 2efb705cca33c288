#include "calls/record_reader.h"

#include <Poco/TemporaryFile.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>

#include "packed_text.h"
#include "text_source.h"

namespace callwidgets::calls {

using test::gzipped, test::utf16;

class RecordReaderTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RecordReaderTest);
  CPPUNIT_TEST(recognises_both_forms);
  CPPUNIT_TEST(another_form_is_an_error_that_quotes_the_first_line);
  CPPUNIT_TEST(what_isnt_understood_is_refused_as_what_it_seems_to_be);
  CPPUNIT_TEST(what_begins_with_a_brace_and_is_no_json_is_refused);
  CPPUNIT_TEST(gzip_and_utf16_are_read_in_every_form);
  CPPUNIT_TEST(pages_are_told_of);
  CPPUNIT_TEST(nothing_is_an_error_unless_the_form_is_said);
  CPPUNIT_TEST(the_form_can_be_said);
  CPPUNIT_TEST(reads_files_and_says_how_far);
  CPPUNIT_TEST(files_that_cannot_be_read_are_errors);
  CPPUNIT_TEST_SUITE_END();

  static std::string error_of(const std::string& text, Format format = Format::detect) {
    try {
      records_of(text, format);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }

 public:
  void recognises_both_forms() {
    for (const std::size_t chunk : {1, 4096}) {
      for (const std::string start : {"", "\xEF\xBB\xBF", "\n\r\n", " \n"}) {
        const std::string line = std::to_string(1 + std::count(start.begin(), start.end(), '\n'));
        const std::string below = std::to_string(2 + std::count(start.begin(), start.end(), '\n'));
        CPPUNIT_ASSERT_EQUAL(below + ":a", summary(records_of(start + "cdr_id,deleted\na,1\n",
                                                              Format::detect, chunk)));
        CPPUNIT_ASSERT_EQUAL(
            line + ":a", summary(records_of(start + "{\"cdr_id\":\"a\"}", Format::detect, chunk)));
        CPPUNIT_ASSERT_EQUAL(line + ":a", summary(records_of(start + "[{\"cdr_id\":\"a\"}]",
                                                             Format::detect, chunk)));
      }
    }
  }

  void another_form_is_an_error_that_quotes_the_first_line() {
    const std::string html = error_of("\n<!DOCTYPE html>\n<title>cdr_id,deleted</title>\n");
    CPPUNIT_ASSERT(holds(html, "\"<!DOCTYPE html>\""));
    CPPUNIT_ASSERT(holds(html, "expected JSON"));
    CPPUNIT_ASSERT(
        holds(error_of("cdr_id|start|duration|answered|customer_id\n"), "\"cdr_id|start|"));
    const std::string binary =
        error_of(std::string("PK\3\4\0\x1B[2J", 9) + std::string(3'000'000, '\xFF'));
    CPPUNIT_ASSERT(holds(binary, "\"PK\\x03\\x04\\x00\\x1B[2J"));
    CPPUNIT_ASSERT(binary.size() < 1500);
  }

  void what_isnt_understood_is_refused_as_what_it_seems_to_be() {
    const std::string zip = std::string{"PK\3\4\x14\0\6\0", 8};
    const std::pair<std::string, std::string> inputs[] = {
        {zip + "[Content_Types].xml", "it seems to be an Excel workbook (.xlsx)"},
        {zip + "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "(.ods)"},
        {zip + "calls.csv", "a ZIP archive"},
        {"\xD0\xCF\x11\xE0\xA1\xB1", "(.xls)"},
        {std::string{"SQLite format 3\0", 16}, "an SQLite database"},
        {"BZh91AY", "a bzip2 file"},
        {"%PDF-1.7", "a PDF document"},
        {"\r\n <!DOCTYPE html>\n<html>", "a web page"},
        {"<?xml version=\"1.0\"?>", "an XML document"},
        {"HTTP/1.1 200 OK\r\n\r\n{}", "a web server's answer"},
        {"-- MySQL dump 10.13\n", "an SQL dump"},
        {"/*!40101 SET NAMES utf8 */;\n", "an SQL dump"},
        {"INSERT INTO `calls` VALUES (1)", "an SQL dump"},
        {std::string{"\xFF\xFE\0\0c\0\0\0", 8}, "UTF-32"},
        {std::string{"c\0d\0r\0_\0i\0d\0", 12}, "UTF-16 without a byte order mark"},
        {std::string{"\0c\0d\0r\0_\0i\0d", 12}, "UTF-16 without a byte order mark"},
        {std::string{"\1\2\0\4", 4}, "a binary file"},
        {"cdr_id|start|duration\n1|2|3\n", "a table separated by |"},
    };
    for (const auto& [input, kind] : inputs) {
      const std::string error = error_of(input);
      CPPUNIT_ASSERT_MESSAGE(kind + " in " + error, holds(error, kind));
      CPPUNIT_ASSERT_MESSAGE(error, holds(error, "the first line found is \""));
      CPPUNIT_ASSERT_MESSAGE(error, holds(error, "semicolons or tabs"));
    }
    CPPUNIT_ASSERT(!holds(error_of("Dear reader,\nthis is no call record\n"), "seems"));
  }

  void what_begins_with_a_brace_and_is_no_json_is_refused() {
    CPPUNIT_ASSERT(holds(error_of("{\\rtf1\\ansi"), "an RTF document"));
    CPPUNIT_ASSERT(holds(error_of({"{\0\"\0c\0d\0r\0_\0i\0", 14}), "UTF-16"));
  }

  void gzip_and_utf16_are_read_in_every_form() {
    const std::string csv = "cdr_id,deleted\r\na,1\r\nb,1\r\n", json = "[{\"cdr_id\":\"a\"}]";
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{4096}}) {
      for (const std::string& packed : {gzipped(csv), utf16(csv), utf16(csv, true),
                                        gzipped(utf16(csv)), gzipped("\xEF\xBB\xBF" + csv)}) {
        CPPUNIT_ASSERT_EQUAL(std::string{"2:a 3:b"},
                             summary(records_of(packed, Format::detect, chunk)));
      }
      for (const std::string& packed : {gzipped(json), utf16(json), gzipped(utf16(json, true))}) {
        CPPUNIT_ASSERT_EQUAL(std::string{"1:a"},
                             summary(records_of(packed, Format::detect, chunk)));
      }
    }
    CPPUNIT_ASSERT(holds(error_of(gzipped(gzipped(csv))), "a gzip file inside a gzip file"));
    CPPUNIT_ASSERT(holds(error_of(gzipped("")), "nothing is in it"));
  }

  void pages_are_told_of() {
    TextSource source{
        R"({"total":3,"page":"0","pagesize":2,"numpages":2,"cdrs":[{"cdr_id":1},{"cdr_id":2}]}
           {"cdrs":[{"cdr_id":3,"page":7,"total":9},4],"page":1,"total":3}
           {"page":2,"cdrs":[{"cdr_id":5})"};
    std::vector<Page> pages;
    const auto reader =
        read_records(source, Format::detect, [&](const Page& page) { pages.push_back(page); });
    Record record;
    while (reader->next(record)) {
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, pages.size());
    CPPUNIT_ASSERT(pages[0].number == 0 && pages[0].total == 3 && pages[0].size == 2 &&
                   pages[0].pages == 2 && pages[0].records == 2 && pages[0].whole);
    CPPUNIT_ASSERT(pages[1].number == 1 && pages[1].total == 3 && !pages[1].pages &&
                   pages[1].records == 2 && pages[1].whole);
    CPPUNIT_ASSERT(pages[2].number == 2 && pages[2].records == 1 && !pages[2].whole);
  }

  void nothing_is_an_error_unless_the_form_is_said() {
    for (const std::string text : {"", "\n\n", "\xEF\xBB\xBF", " \t\r\n"}) {
      CPPUNIT_ASSERT(holds(error_of(text), "expected JSON"));
      CPPUNIT_ASSERT_EQUAL(std::string{}, error_of(text, Format::csv));
      CPPUNIT_ASSERT_EQUAL(std::string{}, error_of(text, Format::json));
    }
  }

  void the_form_can_be_said() {
    CPPUNIT_ASSERT_EQUAL(std::string{"1!cdr_id,deleted 2!a,1"},
                         summary(records_of("cdr_id,deleted\na,1\n", Format::json)));
    CPPUNIT_ASSERT(holds(error_of("{\"cdr_id\":\"a\"}", Format::csv),
                         "the first line found is \"{\"cdr_id\""));
    CPPUNIT_ASSERT_EQUAL(std::string{"2:a"},
                         summary(records_of("{x},cdr_id,deleted\n1,a,1\n", Format::csv)));
  }

  void reads_files_and_says_how_far() {
    Poco::TemporaryFile file;
    const std::string text = "cdr_id,deleted\na,1\n\nb,1\n";
    std::ofstream{file.path()} << text;
    FileSource source{file.path()};
    CPPUNIT_ASSERT_EQUAL(static_cast<std::int64_t>(text.size()), source.size());
    const auto reader = read_records(source);
    Record record;
    CPPUNIT_ASSERT_EQUAL(std::int64_t{15}, reader->consumed());
    CPPUNIT_ASSERT(reader->next(record));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{19}, reader->consumed());
    CPPUNIT_ASSERT(reader->next(record));
    CPPUNIT_ASSERT(!reader->next(record));
    CPPUNIT_ASSERT_EQUAL(source.size(), reader->consumed());
    CPPUNIT_ASSERT(!reader->next(record));
  }

  void files_that_cannot_be_read_are_errors() {
    CPPUNIT_ASSERT_THROW(FileSource{"/nonexistent/calls.csv"}, InputError);
    FileSource folder{"/"};
    CPPUNIT_ASSERT_THROW(read_records(folder), InputError);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RecordReaderTest, "record_reader");

}  // namespace callwidgets::calls
