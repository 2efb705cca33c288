#include "calls/csv_reader.h"

#include <cppunit/extensions/HelperMacros.h>

#include "text_source.h"

namespace callwidgets::calls {

class CsvReaderTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CsvReaderTest);
  CPPUNIT_TEST(columns_come_in_any_order);
  CPPUNIT_TEST(line_ends_bom_and_blank_lines);
  CPPUNIT_TEST(a_carriage_return_alone_ends_a_line);
  CPPUNIT_TEST(semicolons_and_tabs_separate_where_the_header_says_so);
  CPPUNIT_TEST(a_line_that_names_the_separator_is_passed_over);
  CPPUNIT_TEST(unquoted_null_words_are_absent);
  CPPUNIT_TEST(quoted_fields_hold_anything);
  CPPUNIT_TEST(line_numbers_count_quoted_line_breaks);
  CPPUNIT_TEST(a_wrong_number_of_fields_is_bad);
  CPPUNIT_TEST(bytes_that_are_not_utf8_are_bad);
  CPPUNIT_TEST(an_open_quote_costs_its_first_line);
  CPPUNIT_TEST(quotes_in_the_wrong_place_cost_their_first_line);
  CPPUNIT_TEST(records_of_64_KiB_are_the_longest);
  CPPUNIT_TEST(headers_must_have_what_is_mandatory);
  CPPUNIT_TEST_SUITE_END();

  static constexpr char header[] = "cdr_id,start,duration,answered,customer_id,source_name\n";

  static std::vector<KeptRecord> read(const std::string& rows, std::size_t chunk = 1 << 20) {
    return records_of(header + rows, Format::csv, chunk);
  }

  static std::string error_of(const std::string& text, Format format = Format::csv) {
    try {
      records_of(text, format);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }

 public:
  void columns_come_in_any_order() {
    const auto rows = records_of(
        "bnum,source_media,customer_id,answered,duration,start,cdr_id,anum,anum_md5,deleted,"
        "quarantined,custnr,source_name,"
        "anum_ndc_name,x\nb,media,7,1,60,2021-01-01 00:00:00,id,+31,md5,0,1,nr,name,area,?\n");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rows.size());
    const KeptRecord& row = rows[0];
    CPPUNIT_ASSERT_EQUAL(std::string{}, row.problem);
    CPPUNIT_ASSERT_EQUAL(std::string{"id"}, row[Field::cdr_id]);
    CPPUNIT_ASSERT_EQUAL(std::string{"2021-01-01 00:00:00"}, row[Field::start]);
    CPPUNIT_ASSERT_EQUAL(std::string{"60"}, row[Field::duration]);
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, row[Field::answered]);
    CPPUNIT_ASSERT_EQUAL(std::string{"7"}, row[Field::customer_id]);
    CPPUNIT_ASSERT_EQUAL(std::string{"nr"}, row[Field::custnr]);
    CPPUNIT_ASSERT_EQUAL(std::string{"+31"}, row[Field::anum]);
    CPPUNIT_ASSERT_EQUAL(std::string{"md5"}, row[Field::anum_md5]);
    CPPUNIT_ASSERT_EQUAL(std::string{"area"}, row[Field::anum_ndc_name]);
    CPPUNIT_ASSERT_EQUAL(std::string{"name"}, row[Field::source_name]);
    CPPUNIT_ASSERT_EQUAL(std::string{"media"}, row[Field::source_media]);
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, row[Field::quarantined]);
    CPPUNIT_ASSERT_EQUAL(std::string{"0"}, row[Field::deleted]);
  }

  void line_ends_bom_and_blank_lines() {
    for (const std::size_t chunk : {1, 7, 4096}) {
      const auto rows = records_of(
          "\xEF\xBB\xBF\n\ncdr_id,deleted\r\na,1\r\n\r\nb,1\n "
          "\t\n\nc,1\r\n\"d\",1\r\ne,\"1\"\r\n\"f\",1",
          Format::detect, chunk);
      CPPUNIT_ASSERT_EQUAL(std::string{"4:a 6:b 9:c 10:d 11:e 12:f"}, summary(rows));
      for (const KeptRecord& row : rows)
        CPPUNIT_ASSERT_EQUAL(std::string{"1"}, row[Field::deleted]);
      CPPUNIT_ASSERT_EQUAL(std::string{"a,1"}, rows[0].raw);
      CPPUNIT_ASSERT_EQUAL(std::string{"\"d\",1"}, rows[3].raw);
      CPPUNIT_ASSERT_EQUAL(std::string{"e,\"1\""}, rows[4].raw);
    }
  }

  void a_carriage_return_alone_ends_a_line() {
    for (const std::size_t chunk : {1, 7, 4096}) {
      const auto rows =
          records_of("cdr_id,deleted\ra,1\r\rb,\"1\"\r\nc,1\n\"d\",1\r\"e\r\",1\rf,1\r",
                     Format::detect, chunk);
      CPPUNIT_ASSERT_EQUAL(std::string{"2:a 4:b 5:c 6:d 7:e\r 9:f"}, summary(rows));
      for (const KeptRecord& row : rows)
        CPPUNIT_ASSERT_EQUAL(std::string{"1"}, row[Field::deleted]);
    }
    // No name of a column has a line break in it, known or not.
    CPPUNIT_ASSERT(holds(error_of("cdr_id\rdeleted\n"), "no header with start"));
    CPPUNIT_ASSERT_EQUAL(std::string{"2!a,s,1,1,1 3!n 4:b"},
                         summary(read("a,s,1,1,1\rn\nb,s,1,1,1,n\n")));
    // Lines of another program's file behind this one's.
    const std::string many(200'000, 'x');
    const auto rows = records_of("cdr_id,deleted\ra,1\r" + many + "\rb,1\nc,1\n" + many + "\nd,1");
    CPPUNIT_ASSERT_EQUAL(std::size_t{6}, rows.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"d"}, rows[5][Field::cdr_id]);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, rows[5].line);
  }

  void semicolons_and_tabs_separate_where_the_header_says_so() {
    for (const std::string separator : {",", ";", "\t"}) {
      const auto row = [&](std::initializer_list<std::string> fields) {
        std::string line;
        for (const std::string& field : fields) line += (line.empty() ? "" : separator) + field;
        return line + "\n";
      };
      const auto rows =
          records_of(row({"cdr_id", "\"deleted\"", "source_name"}) + row({"a", "1", "x"}) +
                     row({"b", "\"1\"", "\"y" + separator + "\""}) + row({"c", "1"}) +
                     row({"d", "1", "5\" pipe"}));
      CPPUNIT_ASSERT_EQUAL(
          "2:a 3:b 4!c" + separator + "1 5!d" + separator + "1" + separator + "5\" pipe",
          summary(rows));
      CPPUNIT_ASSERT_EQUAL("y" + separator, rows[1][Field::source_name]);
    }
    // Other separators are text.
    const auto rows = records_of("cdr_id;deleted;source_name\na;1;x,y\tz\n");
    CPPUNIT_ASSERT_EQUAL(std::string{"x,y\tz"}, rows[0][Field::source_name]);
    CPPUNIT_ASSERT(holds(error_of("cdr_id;start,duration\n"), "no header with"));
  }

  void a_line_that_names_the_separator_is_passed_over() {
    for (const std::string line : {"sep=;", "SEP=,", "\"sep=;\"", "sep=\t", "sep="}) {
      for (const std::string end : {"\n", "\r\n", "\r"}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(line, std::string{"3:a"},
                                     summary(records_of("\xEF\xBB\xBF" + line + end +
                                                        "cdr_id;deleted" + end + "a;1" + end)));
      }
    }
    CPPUNIT_ASSERT(holds(error_of("sep=;;\ncdr_id;deleted\n"), "\"sep=;;\""));
  }

  void unquoted_null_words_are_absent() {
    const auto rows =
        read("a,NULL,\\N,1,7,NULL\n\"b\",\"NULL\",\"\\N\",1,\\N,NULL\nNULL,s,1,1,1,null\n");
    CPPUNIT_ASSERT_EQUAL(std::string{"2:a 3:b 4:"}, summary(rows));
    CPPUNIT_ASSERT_EQUAL(std::string{}, rows[0][Field::start]);
    CPPUNIT_ASSERT_EQUAL(std::string{}, rows[0][Field::duration]);
    CPPUNIT_ASSERT_EQUAL(std::string{}, rows[0][Field::source_name]);
    CPPUNIT_ASSERT_EQUAL(std::string{"NULL"}, rows[1][Field::start]);
    CPPUNIT_ASSERT_EQUAL(std::string{"\\N"}, rows[1][Field::duration]);
    CPPUNIT_ASSERT_EQUAL(std::string{}, rows[1][Field::customer_id]);
    CPPUNIT_ASSERT_EQUAL(std::string{}, rows[1][Field::source_name]);
    CPPUNIT_ASSERT_EQUAL(std::string{"null"}, rows[2][Field::source_name]);
  }

  void quoted_fields_hold_anything() {
    const auto rows = read("\"a\",s,1,1,1,\"x, \"\"y\"\"\r\nz \"\n\"b\",\"\",\"\"\"\",1,1,\"\"\n");
    CPPUNIT_ASSERT_EQUAL(std::string{"2:a 4:b"}, summary(rows));
    CPPUNIT_ASSERT_EQUAL(std::string{"x, \"y\"\r\nz "}, rows[0][Field::source_name]);
    CPPUNIT_ASSERT_EQUAL(std::string{"\"a\",s,1,1,1,\"x, \"\"y\"\"\r\nz \""}, rows[0].raw);
    CPPUNIT_ASSERT_EQUAL(std::string{""}, rows[1][Field::start]);
    CPPUNIT_ASSERT_EQUAL(std::string{"\""}, rows[1][Field::duration]);
    CPPUNIT_ASSERT_EQUAL(std::string{""}, rows[1][Field::source_name]);
  }

  void line_numbers_count_quoted_line_breaks() {
    for (const std::size_t chunk : {1, 5, 4096}) {
      const auto rows =
          read("a,s,1,1,1,\"1\n2\n3\"\nb,s,1,1,1,\n\nc,s,1,1,1,\"\n\"\nd,s,1,1,1,", chunk);
      CPPUNIT_ASSERT_EQUAL(std::string{"2:a 5:b 7:c 9:d"}, summary(rows));
    }
  }

  void a_wrong_number_of_fields_is_bad() {
    const auto rows = read("a,s,1,1,1\nb,s,1,1,1,n,m\nc,s,1,1,1,n\n\"d\"\n");
    CPPUNIT_ASSERT_EQUAL(std::string{"2!a,s,1,1,1 3!b,s,1,1,1,n,m 4:c 5!\"d\""}, summary(rows));
    CPPUNIT_ASSERT_EQUAL(std::string{"5 fields; allowed: the header's 6"}, rows[0].problem);
    CPPUNIT_ASSERT_EQUAL(std::string{"7 fields; allowed: the header's 6"}, rows[1].problem);
    CPPUNIT_ASSERT_EQUAL(std::string{"1 field; allowed: the header's 6"}, rows[3].problem);
  }

  void bytes_that_are_not_utf8_are_bad() {
    const auto rows =
        read("a,s,1,1,1,Z\xFCrich\nb,s,1,1,1,Zürich\n\"c\",s,1,1,1,\"\xED\xA0\x80\"\n");
    CPPUNIT_ASSERT_EQUAL(std::string{"2!a,s,1,1,1,Z\xFCrich 3:b 4!\"c\",s,1,1,1,\"\xED\xA0\x80\""},
                         summary(rows));
    CPPUNIT_ASSERT(holds(rows[0].problem, "byte 12 of the record is not UTF-8: \"\\xFC\""));
  }

  void an_open_quote_costs_its_first_line() {
    for (const std::size_t chunk : {1, 9, 4096}) {
      const auto rows = read("a,s,1,1,1,\"open\nb,s,1,1,1,n\nc,s,1,1,1,n\n", chunk);
      CPPUNIT_ASSERT_EQUAL(std::string{"2!a,s,1,1,1,\"open 3:b 4:c"}, summary(rows));
      CPPUNIT_ASSERT(holds(rows[0].problem, "still open at the end"));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"2!a,s,1,1,1,\""}, summary(read("a,s,1,1,1,\"")));
    CPPUNIT_ASSERT_EQUAL(std::string{"2!a,s,1,1,1,\"\"\""}, summary(read("a,s,1,1,1,\"\"\"\n")));
  }

  void quotes_in_the_wrong_place_cost_their_first_line() {
    const auto rows =
        read("a,s,1,1,1,5\" pipe\nb,s,1,1,1,\"x\" y\nc,s,1,1,1,\"1\nd,s,1,1,1,\"2\ne,s,1,1,1,n\n");
    CPPUNIT_ASSERT_EQUAL(
        std::string{"2!a,s,1,1,1,5\" pipe 3!b,s,1,1,1,\"x\" y 4!c,s,1,1,1,\"1 5!d,s,1,1,1,\"2 6:e"},
        summary(rows));
    // A quote that another bad row closes by chance.
    CPPUNIT_ASSERT_EQUAL(std::string{"2!a,s,1,1,1,\"n 3:b 4!c,s,1\",1,1,n 5:d"},
                         summary(read("a,s,1,1,1,\"n\nb,s,1,1,1,n\nc,s,1\",1,1,n\nd,s,1,1,1,n\n")));
    CPPUNIT_ASSERT_EQUAL(std::string{"2!a,s,1,1,\"1,\n2, 3\" 4:b"},
                         summary(read("a,s,1,1,\"1,\n2, 3\"\nb,s,1,1,1,n\n")));
    CPPUNIT_ASSERT(holds(rows[0].problem, "inside a field without quotes"));
    CPPUNIT_ASSERT(holds(rows[1].problem, "text after a closing quote"));
  }

  void records_of_64_KiB_are_the_longest() {
    const auto sized = [](const std::string& begin, std::size_t size, const std::string& end) {
      return begin + std::string(size - begin.size() - end.size(), 'x') + end;
    };
    const std::string most = sized("a,s,1,1,1,", 65536, "");
    const std::string quoted = sized("b,s,1,1,1,\"1\n", 65536, "\"");
    for (const std::string end : {"\n", "\r\n"}) {
      const auto rows = read(most + end + quoted + end + most + "x" + end + quoted + "\"\"" + end +
                             "c,s,1,1,1," + end);
      // The quoted one that is too long ends in an escaped quote, so what follows still is inside
      // it.
      CPPUNIT_ASSERT_EQUAL(std::size_t{6}, rows.size());
      CPPUNIT_ASSERT_EQUAL(std::string{"a"}, rows[0][Field::cdr_id]);
      CPPUNIT_ASSERT_EQUAL(std::string{}, rows[1].problem);
      CPPUNIT_ASSERT_EQUAL(std::size_t{65524}, rows[1][Field::source_name].size());
      CPPUNIT_ASSERT(holds(rows[2].problem, "longer than 64 KiB"));
      CPPUNIT_ASSERT(rows[2].raw == most);
      CPPUNIT_ASSERT_EQUAL(std::int64_t{6}, rows[3].line);
      CPPUNIT_ASSERT(holds(rows[3].problem, "longer than 64 KiB"));
      CPPUNIT_ASSERT_EQUAL(std::string{"b,s,1,1,1,\"1"}, rows[3].raw);
      CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, rows[4].line);
      CPPUNIT_ASSERT(!rows[4].problem.empty());
      CPPUNIT_ASSERT_EQUAL(std::string{"c"}, rows[5][Field::cdr_id]);
    }
    const auto rows =
        read(std::string(3'000'000, 'y') + "\nz,s,1,1,1,\n" + std::string(2'000'000, '"'));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, rows.size());
    CPPUNIT_ASSERT_EQUAL(longest_record, rows[0].raw.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"z"}, rows[1][Field::cdr_id]);
    CPPUNIT_ASSERT_EQUAL(longest_record, rows[2].raw.size());
  }

  void headers_must_have_what_is_mandatory() {
    CPPUNIT_ASSERT_EQUAL(std::string{}, error_of("cdr_id,deleted\n"));
    CPPUNIT_ASSERT_EQUAL(std::string{},
                         error_of("\"customer_id\",answered,duration,start,cdr_id\n"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, error_of("x,x,cdr_id,deleted"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, error_of(""));
    const std::string lacking = error_of("cdr_id,start,answered\na,b,c\n");
    CPPUNIT_ASSERT(holds(lacking, "no header with duration, customer_id;"));
    CPPUNIT_ASSERT(holds(lacking, "\"cdr_id,start,answered\""));
    CPPUNIT_ASSERT(holds(lacking, "expected JSON"));
    CPPUNIT_ASSERT(
        holds(error_of("start,duration,answered,customer_id,deleted\n"), "no header with cdr_id;"));
    CPPUNIT_ASSERT(holds(error_of("cdr_id,deleted,cdr_id\n"), "cdr_id twice"));
    CPPUNIT_ASSERT(holds(error_of("cdr_id,\"deleted\n"), "can't be read"));
    CPPUNIT_ASSERT(holds(error_of(" cdr_id,deleted\n"), "no header with cdr_id"));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CsvReaderTest, "csv_reader");

}  // namespace callwidgets::calls
