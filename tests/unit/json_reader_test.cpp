#include "calls/json_reader.h"

#include <cppunit/extensions/HelperMacros.h>

#include "text_source.h"

namespace callwidgets::calls {

class JsonReaderTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(JsonReaderTest);
  CPPUNIT_TEST(reads_pages_lists_and_lines);
  CPPUNIT_TEST(pages_and_lists_follow_each_other);
  CPPUNIT_TEST(values_are_taken_as_they_are);
  CPPUNIT_TEST(escapes_are_undone);
  CPPUNIT_TEST(values_of_the_wrong_kind_are_bad);
  CPPUNIT_TEST(a_bad_object_costs_only_itself);
  CPPUNIT_TEST(a_bad_object_without_an_end_costs_its_first_line);
  CPPUNIT_TEST(elements_that_are_no_objects_cost_themselves);
  CPPUNIT_TEST(a_broken_list_ends_where_it_breaks);
  CPPUNIT_TEST(a_list_that_is_cut_off_is_reported);
  CPPUNIT_TEST(reading_goes_on_with_the_next_page);
  CPPUNIT_TEST(objects_of_64_KiB_are_the_longest);
  CPPUNIT_TEST(deep_nesting_is_bad_and_harmless);
  CPPUNIT_TEST_SUITE_END();

  static KeptRecord only(const std::string& object) {
    const auto records = records_of("[" + object + "]");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(object, std::size_t{1}, records.size());
    return records[0];
  }

  static std::string value(const std::string& object, Field field = Field::cdr_id) {
    const KeptRecord record = only(object);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(object, std::string{}, record.problem);
    return record[field];
  }

  static void check(const std::string& expected, const std::string& text) {
    for (const std::size_t chunk : {1, 3, 4096}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(text, expected,
                                   summary(records_of(text, Format::detect, chunk)));
    }
  }

 public:
  void reads_pages_lists_and_lines() {
    check(
        "1:a 1:b",
        R"({"total":2,"page":0,"pagesize":1000,"numpages":1,"cdrs":[{"cdr_id":"a"},{"cdr_id":"b"}]})");
    check("3:a 5:b",
          "{\n  \"cdrs\" : [\n    {\n\"cdr_id\":\n\"a\"},{\n\"cdr_id\":\"b\"}\n ],\n\"total\": "
          "{\"x\":[]}\n}\n");
    check("1:a 2:b", "[{\"cdr_id\":\"a\"}\r\n , {\"cdr_id\":\"b\"} ]");
    check("1:a 3:b 4:c", "{\"cdr_id\":\"a\"}\r\n\n{\"cdr_id\":\"b\"}\n {\"cdr_id\":\"c\"}");
    check("", "[]");
    check("", R"({"total":0,"cdrs":[]})");
  }

  void pages_and_lists_follow_each_other() {
    check("1:a 2:b 2:c 3:d", R"({"cdrs":[{"cdr_id":"a"}]}
{"cdrs":[{"cdr_id":"b"},{"cdr_id":"c"}],"x":1}[]
[{"cdr_id":"d"}])");
    check("1:a 1:b 1:c",
          R"([{"cdrs":[{"cdr_id":"a"}]},{"cdrs":[{"cdr_id":"b"}],"x":{"y":"]"}},{"cdr_id":"c"}])");
    check("1:a 1:b", R"({"cdrs":[{"cdr_id":"a"}],"cdrs":[{"cdr_id":"b"}]})");
  }

  void values_are_taken_as_they_are() {
    CPPUNIT_ASSERT_EQUAL(std::string{"12"}, value(R"({"cdr_id":12})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"12"}, value(R"({"cdr_id":"12"})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"9223372036854775807"},
                         value(R"({"cdr_id":9223372036854775807})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"98765432109876543210"},
                         value(R"({"cdr_id" : 98765432109876543210 })"));
    CPPUNIT_ASSERT_EQUAL(std::string{"-5"}, value(R"({"duration":-5})", Field::duration));
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, value(R"({"answered":true})", Field::answered));
    CPPUNIT_ASSERT_EQUAL(std::string{"0"}, value(R"({"answered":false})", Field::answered));
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, value(R"({"deleted":true})", Field::deleted));
    CPPUNIT_ASSERT_EQUAL(std::string{}, value(R"({"cdr_id":null})"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, value(R"({})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"b"}, value(R"({"cdr_id":"a","cdr_id":"b"})"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, value(R"({"cdr_id":[1],"cdr_id":null})"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"a"},
        value(R"({"other":{"cdr_id":"no","l":[{},[],1.5e3]},"cdr_id":"a","x":-0.1E+9})"));
  }

  void escapes_are_undone() {
    CPPUNIT_ASSERT_EQUAL(std::string{"\"\\/\b\f\n\r\t"}, value(R"({"cdr_id":"\"\\\/\b\f\n\r\t"})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"A\u00E9\u20AC\U0001F600z"},
                         value(R"({"cdr_id":"\u0041\u00e9\u20AC\uD83D\ude00z"})"));
    CPPUNIT_ASSERT_EQUAL(std::string(1, '\0'), value(R"({"cdr_id":"\u0000"})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"a"}, value(R"({"cdr\u005fid":"a"})"));
    CPPUNIT_ASSERT_EQUAL(std::string{"n"}, value(R"({"cdr_id":"\u0061","source_name":"\u006e"})",
                                                 Field::source_name));
    for (const std::string bad : {R"(\ud83d)", R"(\ude00\ud83d)", R"(\ud83dx)", R"(\ud83d\u0041)",
                                  R"(\u12g4)", R"(\u12)", R"(\x41)"}) {
      const KeptRecord record = only("{\"cdr_id\":\"" + bad + "\"}");
      CPPUNIT_ASSERT_MESSAGE(bad, holds(record.problem, "the escape"));
    }
    CPPUNIT_ASSERT(holds(only("{\"x\":\"\\q\"}").problem, "the escape"));
    CPPUNIT_ASSERT(holds(only("{\"x\":\"a\tb\"}").problem, "control character"));
  }

  void values_of_the_wrong_kind_are_bad() {
    CPPUNIT_ASSERT(holds(only(R"({"cdr_id":1.5})").problem, "cdr_id is the number \"1.5\""));
    CPPUNIT_ASSERT(holds(only(R"({"duration":1e3})").problem, "duration is the number"));
    CPPUNIT_ASSERT(holds(only(R"({"duration":12.0})").problem, "duration is the number"));
    CPPUNIT_ASSERT(holds(only(R"({"duration":true})").problem, "duration is true"));
    CPPUNIT_ASSERT(
        holds(only(R"({"start":{"date":"2021"}})").problem, "start is a list or an object"));
    CPPUNIT_ASSERT(
        holds(only(R"({"source_name":[]})").problem, "source_name is a list or an object"));
    for (const std::string none :
         {"01", "-", "1.", ".5", "1e", "+1", "NaN", "True", "nul", "0x10"}) {
      CPPUNIT_ASSERT_MESSAGE(none, holds(only("{\"x\":" + none + "}").problem, "no JSON value"));
    }
    CPPUNIT_ASSERT(holds(only("{\"x\":\"\xFC\"}").problem, "not UTF-8"));
  }

  void a_bad_object_costs_only_itself() {
    const std::string good1 = R"({"cdr_id":"g1"})";
    const std::string good2 = R"({"cdr_id":"g2","n":{"x":[1]}})";
    for (const std::string bad :
         {R"({"cdr_id":"x","start":})", R"({"cdr_id":"x" "start":"y"})", R"({"cdr_id":"x",})",
          R"({cdr_id:"x"})", R"({"cdr_id"})", R"({"cdr_id":"x","l":[1,]})", R"({"cdr_id":'x'})",
          R"({"cdr_id":"x","start":"y})", R"({"cdr_id":"x,"start":"y"})",
          R"({"cdr_id":x","start":"y"})", R"({"cdr_id":"x","n":{"y":}})",
          R"({"cdr_id":"x","start":"2021")", R"({"cdr_id":"x",)", R"({"cdr_id":"x","n":{"y":1})",
          R"({)"}) {
      for (const std::string between : {",", " ,\n", "\n,\n", ",\r\n  "}) {
        const auto records = records_of("[" + good1 + between + bad + between + good2 + "]");
        const std::string about = bad + between + " gave " + summary(records);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(about, std::size_t{3}, records.size());
        CPPUNIT_ASSERT_EQUAL_MESSAGE(about, std::string{"g1"}, records[0][Field::cdr_id]);
        CPPUNIT_ASSERT_MESSAGE(about, holds(records[1].problem, "no JSON object: expected"));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(about, bad, records[1].raw + (bad.ends_with(',') ? "," : ""));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(about, std::string{"g2"}, records[2][Field::cdr_id]);
      }
      const auto lines = records_of(good1 + "\n" + bad + "\n" + bad + "\n" + good2 + "\n" + bad);
      const std::string about = bad + " gave " + summary(lines);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(about, std::size_t{5}, lines.size());
      CPPUNIT_ASSERT_MESSAGE(about, !lines[1].problem.empty() && !lines[2].problem.empty() &&
                                        !lines[4].problem.empty());
      CPPUNIT_ASSERT_EQUAL_MESSAGE(about, std::int64_t{3}, lines[2].line);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(about, std::string{"g2"}, lines[3][Field::cdr_id]);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(about, std::int64_t{4}, lines[3].line);
    }
    // Over several lines, and with another one's stray brace behind it.
    check("2!{\n\"cdr_id\":\"x\n} 4:g", "[\n{\n\"cdr_id\":\"x\n},{\"cdr_id\":\"g\"}]");
    check("1!{\"cdr_id\":\"x\" 1:g 1:h", R"([{"cdr_id":"x" {"cdr_id":"g"},{"cdr_id":"h"}])");
    check(R"(1!{"cdr_id":"x" 1:g 1:h 1!},{"cdr_id":"i"}])",
          R"([{"cdr_id":"x" {"cdr_id":"g"},{"cdr_id":"h"}},{"cdr_id":"i"}])");
  }

  void a_bad_object_without_an_end_costs_its_first_line() {
    check("1!{\"cdr_id\":\"x 2!\"y\": 3!1,", "{\"cdr_id\":\"x\n\"y\":\n1,\n");
    check("1!{\"cdr_id\":\"x\n\"y\": 3:g", "{\"cdr_id\":\"x\n\"y\":\n{\"cdr_id\":\"g\"}");
    check("1!{\"cdr_id\":\"x\",\"y\":\"{", "{\"cdr_id\":\"x\",\"y\":\"{\n");
    check("1!{", "{");
  }

  void elements_that_are_no_objects_cost_themselves() {
    check("1!1 1!\"a, ]\" 1!null 1![[{}],2] 1:g", R"([1, "a, ]",null,[[{}],2],{"cdr_id":"g"}])");
    check("1:a 2!garbage 3:g 3!x", "{\"cdr_id\":\"a\"}\ngarbage\n{\"cdr_id\":\"g\"} x\n");
  }

  void a_broken_list_ends_where_it_breaks() {
    check("1:a 1!{\"cdr_id\":\"b\"},{\"cdr_id\":\"c\"}]",
          R"([{"cdr_id":"a"} {"cdr_id":"b"},{"cdr_id":"c"}])");
    check("1:a 2!{\"cdr_id\":\"b\"},",
          "[{\"cdr_id\":\"a\"}\n{\"cdr_id\":\"b\"},\n{\"cdr_id\":\"c\"}\n]");
    check("1:a 1!}, {\"cdr_id\":\"b\"}]", R"([{"cdr_id":"a"}}, {"cdr_id":"b"}])");
    check("1:a 1!]", R"([{"cdr_id":"a"},])");
    check("1!,{\"cdr_id\":\"b\"}]", R"([,{"cdr_id":"b"}])");
    check("1:a 1!x}", R"({"cdrs":[{"cdr_id":"a"}] x})");
    const auto records = records_of(R"([{"cdr_id":"a"} {"cdr_id":"b"}])");
    CPPUNIT_ASSERT(holds(records[1].problem,
                         "the list breaks off: expected a comma or ], found \"{\"cdr_id\""));
  }

  void a_list_that_is_cut_off_is_reported() {
    check("1:a 1!", R"([{"cdr_id":"a"})");
    check("1:a 2!", "[{\"cdr_id\":\"a\"},\n");
    check("1:a 1!{\"cdr_i 1!", R"([{"cdr_id":"a"},{"cdr_i)");
    check("1!", "[");
    check("1:a 1!", R"({"cdrs":[{"cdr_id":"a"}],"total":1)");
    check("1!{\"total\":1,", R"({"total":1,)");
  }

  void reading_goes_on_with_the_next_page() {
    const std::string page = R"({"total":1,"cdrs":[{"cdr_id":"b"}]})";
    for (const std::string cut :
         {R"({"cdrs":[{"cdr_id":"a"})", R"({"cdrs":[{"cdr_id":"a"},)",
          R"({"cdrs":[{"cdr_id":"a"},{"cdr_id":"x)",
          R"({"cdrs":[{"cdr_id":"a"},{"cdr_id":"x","start")",
          R"({"cdrs":[{"cdr_id":"a"} {"cdr_id":"x"}]})", R"([{"cdr_id":"a"} {"cdr_id":"x"}])"}) {
      const auto records = records_of(cut + "\n" + page + "\n" + page);
      std::string good;
      for (const auto& record : records)
        good += record.problem.empty() ? record[Field::cdr_id] : "";
      CPPUNIT_ASSERT_EQUAL_MESSAGE(cut + " gave " + summary(records), std::string{"abb"}, good);
    }
  }

  void objects_of_64_KiB_are_the_longest() {
    const auto sized = [](std::size_t size) {
      const std::string begin = R"({"cdr_id":"a","x":")";
      return begin + std::string(size - begin.size() - 2, 'x') + "\"}";
    };
    for (const std::string end : {"", "\n"}) {
      const auto records =
          records_of("[" + sized(65536) + "," + end + sized(65537) + "," + end + sized(500'000) +
                     "," + end + sized(3'000'000) + "," + end + sized(100) + "]");
      CPPUNIT_ASSERT_EQUAL(std::string{}, records[0].problem);
      CPPUNIT_ASSERT(holds(records[1].problem, "longer than 64 KiB"));
      CPPUNIT_ASSERT_EQUAL(longest_record, records[1].raw.size());
      CPPUNIT_ASSERT(holds(records[2].problem, "longer than 64 KiB"));
      CPPUNIT_ASSERT(holds(records[3].problem, "within 1 MiB"));
      CPPUNIT_ASSERT_EQUAL(longest_record, records[3].raw.size());
      CPPUNIT_ASSERT_EQUAL(std::size_t{5}, records.size());
      CPPUNIT_ASSERT_EQUAL(!end.empty(),
                           records[4].problem.empty());  // one long line goes as a whole
    }
  }

  void deep_nesting_is_bad_and_harmless() {
    const std::string deep = "{\"x\":" + std::string(30'000, '[') + std::string(30'000, ']') + "}";
    const auto records = records_of("[" + deep + ",{\"cdr_id\":\"a\"}]");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, records.size());
    CPPUNIT_ASSERT(holds(records[0].problem, "fewer than 100 levels"));
    CPPUNIT_ASSERT_EQUAL(std::string{"a"}, records[1][Field::cdr_id]);
    std::string hostile;
    for (const std::string part :
         {"{\"a\":[", "{\"a\":[\n", "{\"a\" ", "{\"a\" \n", "[", "[\n", "{\"cdrs\":[",
          "{\"cdrs\":[\n", "{\"a\":{\n", "{\"\n", "[{\n", ",{\n"}) {
      hostile.clear();
      while (hostile.size() < 100'000) hostile += part;
      CPPUNIT_ASSERT(!records_of(hostile, Format::json).empty());
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(JsonReaderTest, "json_reader");

}  // namespace callwidgets::calls
