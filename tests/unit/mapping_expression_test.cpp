// What expressions give, and the mistakes in them.
#include <cppunit/extensions/HelperMacros.h>

#include "mapping_of.h"

namespace callwidgets::test {

class MappingExpressionTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MappingExpressionTest);
  CPPUNIT_TEST(columns_and_constants);
  CPPUNIT_TEST(comparisons);
  CPPUNIT_TEST(words_bind_as_people_expect);
  CPPUNIT_TEST(lists_and_patterns);
  CPPUNIT_TEST(choices);
  CPPUNIT_TEST(functions_of_texts);
  CPPUNIT_TEST(lookups);
  CPPUNIT_TEST(sums);
  CPPUNIT_TEST(seconds);
  CPPUNIT_TEST(epochs_of_unique_ids);
  CPPUNIT_TEST(names_given_by_let);
  CPPUNIT_TEST(mistakes_are_named);
  CPPUNIT_TEST(columns_that_lack_are_named);
  CPPUNIT_TEST(what_is_too_deep_or_too_long_is_a_mistake);
  CPPUNIT_TEST_SUITE_END();

  static void is(const std::string& expected, const std::string& found) {
    CPPUNIT_ASSERT_EQUAL(expected, found);
  }
  static void yes(const std::string& condition, const std::string& a = {},
                  const std::string& b = {}, const std::string& more = {}) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(condition, std::string{"1"}, value_of(condition, a, b, more));
  }
  static void no(const std::string& condition, const std::string& a = {}, const std::string& b = {},
                 const std::string& more = {}) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(condition, std::string{}, value_of(condition, a, b, more));
  }
  static std::string mistake_in(const std::string& expression) {
    return mistake("zone = UTC\nstart = 1\ncaller = " + expression);
  }

  void columns_and_constants() {
    is("one", value_of("a", "one"));
    is("one", value_of("A", "one"));
    is("noon", value_of("column(\"call time\")"));
    is("", value_of("optional(c)"));
    is("one", value_of("optional(a)", "one"));
    is("noon", value_of("optional(\"Call Time\")"));
    is("say \"hi\"", value_of("\"say \"\"hi\"\"\""));
    is("-12.5", value_of("-12.5"));
    for (const char* nothing : {"NULL", "\\N", ""}) is("", value_of("a", nothing));
    is("null", value_of("a", "null"));
  }

  void comparisons() {
    yes("a = \"x\"", "x");
    no("a = \"X\"", "x");
    yes("a != \"y\"", "x");
    yes("a = b", "x", "x");
    no("a = b", "07", "7");  // telephone numbers are texts
    yes("a = 7", "07");
    yes("7.0 = a", "7");
    no("a = 0", "");
    yes("a != 0", "");
    yes("a < b", "9", "10");
    yes("a < b", "a", "b");
    yes("a >= 3", "3");
    no("a > 3", "3");
    yes("a <= 3", "2.5");
    no("a < 3", "");
    no("a > 3", "");
    yes("a > b", "x", "10");  // as texts
  }

  void words_bind_as_people_expect() {
    yes("a = \"1\" or b = \"1\" and b = \"2\"", "1", "1");
    no("(a = \"1\" or b = \"1\") and b = \"2\"", "1", "1");
    yes("not a = \"1\" and b", "2", "x");
    no("not (a = \"2\" or b)", "3", "x");
    yes("a - 1 = 2", "3");
    yes("not not a", "x");
    for (const char* untrue : {"", "0", "no", "NO", "false", "F", "f", "\\N"})
      no("not not a", untrue);
    for (const char* so : {"1", "yes", "t", "true", "00", "n", "x", "falsely"})
      yes("not not a", so);
  }

  void lists_and_patterns() {
    yes("a in (\"x\", \"y\", b)", "y");
    yes("a in (\"x\", b)", "z", "z");
    no("a in (\"x\", b)", "X", "z");
    yes("a not in (\"x\")", "y");
    yes("a in (1, 2)", "02");
    no("a in (1, 2)", "");
    yes("a like \"sip/*\"", "SIP/telco-01");
    yes("a like \"*-??\"", "SIP/telco-01");
    no("a like \"*-?\"", "SIP/telco-01");
    yes("a like (\"x\", \"*TELCO*\")", "SIP/telco-01");
    yes("a like \"*a*b*c\"", "xxaxbxbxaxc");
    no("a like \"*a*b*c\"", "xxaxbxbxaxcx");
    no("a like \"a\"", "ab");
    yes("a like \"\"", "");
    yes("a not like \"*x*\"", "abc");
    yes("a like trunks", "SIP/t-1", "", "trunks = SIP/t-*");
    no("a like trunks", "SIP/t-1");
    yes("a in own", "two", "", "list own = one, two");
    yes("a in (own, \"three\")", "three", "", "list own = one, two");
    yes("a like (own, \"th*\")", "three", "", "list own = one, two");
  }

  void choices() {
    is("one", value_of("if a then \"one\" else \"two\"", "1"));
    is("two", value_of("if a then \"one\" else \"two\"", "0"));
    is("three", value_of("if a = 1 then \"one\" else if a = 2 then \"two\" else \"three\"", "3"));
    is("two", value_of("if a = 1 then \"one\" else if a = 2 then \"two\"", "2"));
    is("", value_of("if a = 1 then \"one\" else if a = 2 then \"two\"", "3"));
    is("inner", value_of("if a then (if b then \"inner\") else \"outer\"", "1", "1"));
    is("", value_of("if a then if b then \"inner\" else \"\" else \"outer\"", "1", ""));
  }

  void functions_of_texts() {
    is("x", value_of("first(a, b, \"x\")"));
    is("two", value_of("first(a, b)", "NULL", "two"));
    is("one-two", value_of("join(a, \"-\", b)", "one", "two"));
    is("bcd", value_of("substring(a, 2, 3)", "abcde"));
    is("bcde", value_of("substring(a, 2)", "abcde"));
    is("de", value_of("substring(a, -2)", "abcde"));
    is("\u00fc\u20ac", value_of("substring(a, 2, 2)", "x\u00fc\u20acy"));
    is("\u20acy", value_of("substring(a, -2)", "x\u00fc\u20acy"));
    is("abcde", value_of("substring(a, -9)", "abcde"));
    is("", value_of("substring(a, 9, 2)", "abcde"));
    is("", value_of("substring(a, 2, -1)", "abcde"));
    is("!a position is 'x'; a whole number is allowed", value_of("substring(a, a)", "x"));
    is("x", value_of("before(a, \"-\")", "x-y-z"));
    is("y-z", value_of("after(a, \"-\")", "x-y-z"));
    is("x-y", value_of("before_last(a, \"-\")", "x-y-z"));
    is("z", value_of("after_last(a, \"-\")", "x-y-z"));
    is("xyz", value_of("before(a, \"-\")", "xyz"));
    is("", value_of("after(a, \"-\")", "xyz"));
    is("xyz", value_of("before_last(a, \"-\")", "xyz"));
    is("", value_of("after_last(a, \"-\")", "xyz"));
    is("ab\u00dc", value_of("lower(a)", "aB\u00dc"));
    is("AB\u00fc", value_of("upper(a)", "aB\u00fc"));
    is("x y", value_of("trim(a)", "  x y\t"));
    is("441632", value_of("digits(a)", "+44 (1632)"));
    is("4416", value_of("digits(a)", "4416"));
    is("a--b--", value_of("replace(a, \"/\", \"--\")", "a/b/"));
    is("ab", value_of("replace(a, \"//\", \"\")", "a//b"));
    is("ab", value_of("replace(a, \"\", \"x\")", "ab"));
    is("ab", value_of("replace(a, \"x\", \"y\")", "ab"));
  }

  void lookups() {
    const std::string words = "lookup(a, \"NO ANSWER\" = \"missed\", 1 = b, else \"other\")";
    is("missed", value_of(words, "NO ANSWER"));
    is("two", value_of(words, "1", "two"));
    is("other", value_of(words, "x"));
    is("", value_of("lookup(a, \"x\" = \"y\")", "z"));
    is("y", value_of("lookup(a, \"\" = \"y\")", ""));
  }

  void sums() {
    is("5", value_of("a + b", "2", "3"));
    is("-2", value_of("a - b - 1", "2", "3"));
    is("7", value_of("a + 5", "2.9"));
    is("", value_of("a - b", "2", ""));
    is("!a is 'x', and + and - need numbers of at most 18 digits", value_of("a + 1", "x"));
    is("!b is '9223372036854775807', and + and - need numbers of at most 18 digits",
       value_of("a + b", "1", "9223372036854775807"));
  }

  void seconds() {
    for (const auto& [text, expected] :
         std::vector<std::pair<std::string, std::string>>{{"90", "90"},
                                                          {"90.9", "90"},
                                                          {"1:30", "90"},
                                                          {"01:02:03", "3723"},
                                                          {"00:01:02.9", "62"},
                                                          {"90 s", "90"},
                                                          {"90s", "90"},
                                                          {"2 min", "120"},
                                                          {"1h 2m 3s", "3723"},
                                                          {"1.9 sec", "1"},
                                                          {"", ""},
                                                          {" 7 ", "7"},
                                                          {"100:00", "6000"}}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(text, expected, value_of("seconds(a)", text));
    }
    is("1", value_of("seconds(a, \"ms\")", "1999"));
    is("2", value_of("seconds(a, \"us\")", "2000000"));
    is("!a unit of seconds is 'x'; allowed are s, ms, us", value_of("seconds(a, \"x\")", "1"));
    for (const char* bad : {"x", "-5", "1:60", "1:2:3:4", "5 parsec", ":30", "1.5:30", "."}) {
      is("!a is '" + std::string{bad} + "'; seconds like 90, 1:30, 0:01:30 or 90 s are allowed",
         value_of("seconds(a)", bad));
    }
  }

  void epochs_of_unique_ids() {
    is("1795877681", value_of("epoch_of(a)", "1795877681.10"));
    is("1795877681", value_of("epoch_of(a)", "pbx1-1795877681.10"));
    is("1795877681", value_of("epoch_of(a)", "pbx-1.b-1795877681.10"));
    is("999999999", value_of("epoch_of(a)", "999999999.1"));
    for (const char* none : {"", "1795877681", "1795877681.", "-1795877681.1", "1795877681.1a",
                             "17958776811.1", "17958776.1", "1795877681.1.2", "x1795877681.1"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(none, std::string{}, value_of("epoch_of(a)", none));
    }
  }

  void names_given_by_let() {
    is("xx", value_of("twice", "x", "", "let twice = join(one, one)\nlet one = a"));
    is("x", value_of("b", "", "x", "let b = first(b, a)"));
    is("y", value_of("b", "y", "", "let b = first(b, a)"));
    is("my.source:1: z is worked out from itself",
       mistake("let y = join(z, 1)\nlet z = y\nstart = 1\ncaller = z"));
    is("my.source:1: there is no setting or field 'twicce'; let or list before it makes a name of "
       "your own",
       mistake("twicce = 1"));
  }

  void mistakes_are_named() {
    const std::string at = "my.source:3: ";
    const std::string operand =
        "; allowed is a column, a text in quotes, a number, a function or a bracket";
    is(at + "found '='" + operand, mistake_in("a = = b"));
    is(at + "found 'and'" + operand, mistake_in("a or and b"));
    is(at + "found 'b'; allowed is the end of the line, or and, or, +, -, = …", mistake_in("a b"));
    is(at + "found ')'; allowed is the end of the line, or and, or, +, -, = …", mistake_in("a)"));
    is(at + "found the end of the line; allowed is 'then'", mistake_in("if a"));
    is(at + "a quote \" is not closed on its line", mistake_in("\"x"));
    is(at + "found '*', which stands for nothing; text goes in double quotes", mistake_in("a * b"));
    is(at + "found ''', which stands for nothing; text goes in double quotes", mistake_in("'x'"));
    is(at +
           "found '12ab'; a number, a text in quotes or a column name that begins with a letter is "
           "allowed (else column(\"…\"))",
       mistake_in("12ab"));
    is(at + "there is no function 'frist'; did you mean first?", mistake_in("frist(a)"));
    CPPUNIT_ASSERT(
        mistake_in("zzzzzzz(a)")
            .starts_with(at +
                         "there is no function 'zzzzzzz'; there are column, optional, first, "));
    is(at + "found before with 1 values; allowed is before(x, sign)", mistake_in("before(a)"));
    is(at + "found lower with 2 values; allowed is lower(x)", mistake_in("lower(a, b)"));
    is(at + "found time with 1 values; allowed is time(x, \"FORM\", zone, near)",
       mistake_in("time(a)"));
    is(at + "found 'a'; allowed is the name of a column in quotes", mistake_in("column(a)"));
    is(at + "found the text \"x\"; allowed is a list in brackets or the name of one",
       mistake_in("a in \"x\""));
    is(at + "found '3'; allowed is a text in quotes or the name of a list", mistake_in("a like 3"));
    is(at + "b is no list; after in a list is allowed", mistake_in("a in b"));
    is(at + "b is no list; after like a text in quotes or a list is allowed",
       mistake_in("a like b"));
    is(at + "trunks is a list; it is allowed after in and like", mistake_in("trunks"));
    is(at + "found 'b'; allowed is \"text\" = value, or else value", mistake_in("lookup(a, b)"));
    is(at + "found ')'; allowed is '='", mistake_in("lookup(a, \"b\")"));
    is(at + "found ','; allowed is ')'", mistake_in("lookup(a, else b, \"c\" = a)"));
    is(at + "a pattern of more than 256 bytes",
       mistake_in("a like \"" + std::string(257, 'x') + "\""));
  }

  void columns_that_lack_are_named() {
    is("my.source:3: caller needs the column 'aa'; the columns are a, b and Call Time; did you "
       "mean "
       "a?",
       mistake_in("aa"));
    is("my.source:4: caller needs the column 'Calling'; the columns are a, b and Call Time",
       mistake_in("first(a,\n column(\"Calling\"))"));
    is("my.source:1: start needs the column 'calldate'; there are no columns",
       mistake("start = calldate", {}, {}));
    is("my.source:1: no line gives start; a line like start = time(calldate, \"YYYY-MM-DD "
       "hh:mm:ss\") must",
       [] {
         try {
           const auto source = source_of("zone = UTC");
           const sources::Mapping mapping{source, {}};
         } catch (const sources::MappingError& error) {
           return std::string{error.what()};
         }
         return std::string{};
       }());
  }

  void what_is_too_deep_or_too_long_is_a_mistake() {
    const auto times = [](std::size_t count, const std::string& text) {
      std::string all;
      for (; count > 0; --count) all += text;
      return all;
    };
    const std::string deep =
        "my.source:3: expressions too deep in one another; let NAME = … takes a part out";
    is(deep, mistake_in(times(5000, "(") + "a" + times(5000, ")")));
    is(deep, mistake_in(times(5000, "not ") + "a"));
    is(deep, mistake_in(times(5000, "lower(") + "a" + times(5000, ")")));
    is(deep, mistake_in(times(5000, "if a then ") + "a"));
    is("x", value_of(times(20, "lower(") + "a" + times(20, ")"), "X"));
    // Chains are not deep.
    is("3000", value_of("0" + times(3000, " + 1")));
    yes("a" + times(3000, " or a") + " or b", "", "1");
    is("last", value_of(times(3000, "if a then b else ") + "\"last\""));

    std::string doubled = "let x0 = a\n";
    std::string chain = "let y0 = a\n";
    for (int at = 1; at <= 25; ++at) {
      const std::string number = std::to_string(at);
      const std::string former = std::to_string(at - 1);
      doubled += "let x" + number + " = join(x" + former + ", x" + former + ")\n";
      chain += "let y" + number + " = y" + former + "\n";
    }
    is("!a value of more than 64 KiB; a shorter one is allowed",
       value_of("x15", "12345678", "", doubled));
    is("my.source:3: names given by let: 100 are allowed, and 20 that each need the next",
       mistake("start = 1\n" + chain + "caller = y25").replace(10, 1, "3"));
  }
};
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MappingExpressionTest, "mapping_expression");

}  // namespace callwidgets::test
