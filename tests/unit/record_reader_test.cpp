#include "calls/record_reader.h"

#include <Poco/TemporaryFile.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>

#include "text_source.h"

namespace callwidgets::calls {

class RecordReaderTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RecordReaderTest);
  CPPUNIT_TEST(recognises_both_forms);
  CPPUNIT_TEST(another_form_is_an_error_that_quotes_the_first_line);
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
        holds(error_of("cdr_id;start;duration;answered;customer_id\n"), "\"cdr_id;start;"));
    const std::string binary =
        error_of(std::string("PK\3\4\0\x1B[2J", 9) + std::string(3'000'000, '\xFF'));
    CPPUNIT_ASSERT(holds(binary, "\"PK\\x03\\x04\\x00\\x1B[2J"));
    CPPUNIT_ASSERT(binary.size() < 1500);
    CPPUNIT_ASSERT(!error_of("\xFF\xFE{\0", Format::detect).empty());
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
