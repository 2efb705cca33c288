// Lines, kinds, lists and settings of a source's file, and the mistakes in them.
#include <cppunit/extensions/HelperMacros.h>

#include "mapping_of.h"

namespace callwidgets::test {

class MappingFileTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MappingFileTest);
  CPPUNIT_TEST(settings_have_values_or_defaults);
  CPPUNIT_TEST(comments_and_quotes);
  CPPUNIT_TEST(lines_go_on);
  CPPUNIT_TEST(a_file_stands_over_its_kind_and_that_over_its_own);
  CPPUNIT_TEST(lists_are_added_to);
  CPPUNIT_TEST(opening_hours_are_read);
  CPPUNIT_TEST(mistakes_of_lines_are_named);
  CPPUNIT_TEST(mistakes_of_settings_are_named);
  CPPUNIT_TEST(mistakes_of_kinds_are_named);
  CPPUNIT_TEST(entries_know_their_file_and_line);
  CPPUNIT_TEST_SUITE_END();

  static void is(const std::string& expected, const std::string& found) {
    CPPUNIT_ASSERT_EQUAL(expected, found);
  }
  static std::string joined(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items) text += "[" + item + "]";
    return text;
  }

  void settings_have_values_or_defaults() {
    const auto source = source_of(
        "method = pairs\nlook_back = 90m\r\nrows_per_second = 500\n"
        "longest_call = 2d\nshort_seconds = 5 s\ncount_blocked = yes\n"
        "unknown_customer = leave out\n");
    is("pairs", source.text("method"));
    is("cdr", source.text("table"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5400}, source.number("look_back"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{500}, source.number("rows_per_second"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{172800}, source.number("longest_call"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, source.number("short_seconds"));
    CPPUNIT_ASSERT(source.yes("count_blocked"));
    CPPUNIT_ASSERT(!source.given("zone"));
    is("leave out", source.text("unknown_customer"));
    is("[anonymous][unknown][restricted][unavailable][private][withheld][asterisk][s]",
       joined(source.list("withheld_words")));
    CPPUNIT_ASSERT_THROW(source.text("colour"), std::logic_error);
  }

  void comments_and_quotes() {
    const auto source = source_of(
        "\xEF\xBB\xBF# first\n\n  # second\n"
        "database = mysql://me@host/cdr#1(,  # why\n"
        "file = \"a # \"\"b\"\"\"\n"
        "columns = one, \"two, and\" , no number # three\n");
    is("mysql://me@host/cdr#1(,", source.text("database"));
    is("[a # \"b\"]", joined(source.list("file")));
    is("[one][two, and][no number]", joined(source.list("columns")));
  }

  void lines_go_on() {
    is("x-y", value_of("(join(\"x\",  # one\n\n  \"-\",\n\"y\"))"));
    is("yes", value_of("if a = \"1\" \\\n then \"yes\" \\\n else \"no\"", "1"));
    is("[a][b]", joined(source_of("columns = a,\n  # not c\n\n  b\nzone = UTC").list("columns")));
    is("my.source:4: found the end of the line; allowed is a column, a text in quotes, a number, a "
       "function or a bracket",
       mistake("start = 1\ncaller = join(a, \\\n a) +\\\n\n\nlook_back = 1"));
  }

  void a_file_stands_over_its_kind_and_that_over_its_own() {
    const Files kinds{
        {"near", "kind = far\ntable = near\nlet x = \"near\"\nlist many = a\n"},
        {"far", "table = far\norder = far\nlet x = \"far\"\ncaller = x\nstart = 9\n"}};
    const auto source = source_of("zone = UTC\nkind = near\nx = \"mine\"\nmany = b", kinds);
    is("near", source.text("table"));
    is("far", source.text("order"));
    is("near", source.text("kind"));
    is("[near][far]", joined(source.kinds()));
    is("[b]", joined(source.list("many")));
    is("mine", read("kind = near\nx = \"mine\"", {{"a"}, {""}, {}}, kinds).leg.caller);
    is("near", read("kind = near", {{"a"}, {""}, {}}, kinds).leg.caller);
  }

  void lists_are_added_to() {
    const Files kinds{{"k", "trunks = a-*\nlist own = x\n"}};
    const auto source = source_of(
        "kind = k\ntrunks += b-*, c\nown += y\nwithheld_words = none\n"
        "withheld_words += nobody\npeople += p",
        kinds);
    is("[a-*][b-*][c]", joined(source.list("trunks")));
    is("[x][y]", joined(source.list("own")));
    is("[none][nobody]", joined(source.list("withheld_words")));
    is("[*][p]", joined(source.list("people")));
    is("", joined(source_of("people =").list("people")));
  }

  void opening_hours_are_read() {
    const auto hours = source_of(
                           "opening_hours = mon-fri 08:00-17:30, Sat 9:00-24:00, sun 22:00-02:00, "
                           "fri-mon 05:00-05:30")
                           .opening_hours();
    const auto open = [&](int day, int hour, int minute) {
      return hours.open(day, hour * 3600 + minute * 60);
    };
    CPPUNIT_ASSERT(hours.given());
    CPPUNIT_ASSERT(!source_of("").opening_hours().given());
    CPPUNIT_ASSERT(open(0, 8, 0) && open(4, 17, 29) && !open(4, 17, 30) && !open(0, 7, 59));
    CPPUNIT_ASSERT(!open(5, 8, 59) && open(5, 9, 0) && open(5, 23, 59));
    CPPUNIT_ASSERT(open(6, 23, 0) && open(0, 1, 59) && !open(0, 2, 0) && !open(1, 1, 0));
    CPPUNIT_ASSERT(open(6, 5, 10) && open(0, 5, 10) && !open(1, 5, 10) && !open(3, 5, 10));
  }

  void mistakes_of_lines_are_named() {
    is("my.source:2: found 'what'; a line is name = value", mistake("zone = UTC\nwhat"));
    is("my.source:1: found '7up' before =; a name of letters, digits and _ is allowed",
       mistake("7up = 1"));
    is("my.source:3: zone stands in line 1 already; once is allowed, and += after it",
       mistake("zone = UTC\n\nzone = UTC"));
    is("my.source:1: columns: its last line says that another follows, and none does",
       mistake("columns = a,"));
    is("my.source:2: caller: a bracket ( is not closed",
       mistake("zone = UTC\ncaller = join(a\n\n"));
    is("my.source:1: bytes that are not UTF-8", mistake("caller = \"\xFF\""));
    is("my.source:1: a control character; text is allowed", mistake("caller = \"\x01\""));
    is("my.source:1: a file of more than 256 KiB; a source's settings are shorter",
       mistake(std::string(300'000, '#')));
    is("my.source:1: caller has no value; an expression is allowed, or \"\"", mistake("caller ="));
    is("my.source:1: caller is no list; = is allowed, not +=", mistake("caller += a"));
    is("my.source:1: a list with nothing between two commas; words are allowed",
       mistake("columns = a,,b"));
    is("my.source:1: found ' b' after a quoted text; nothing or a comma is allowed",
       mistake("columns = \"a\" b"));
    is("my.source:1: found '\"a'; its quote is not closed", mistake("columns = \"a"));
  }

  void mistakes_of_settings_are_named() {
    is("my.source:1: there is no setting or field 'zoen'; did you mean zone?",
       mistake("zoen = UTC"));
    is("my.source:1: there is no setting or field 'xylophone'; let or list before it makes a name "
       "of "
       "your own",
       mistake("xylophone = 1"));
    is("my.source:1: let zone: zone is a name of the language; another is allowed",
       mistake("let zone = 1"));
    is("my.source:1: method is 'rows'; allowed are pairs, legs, calls", mistake("method = rows"));
    is("my.source:1: method is ''; allowed are pairs, legs, calls", mistake("method ="));
    is("my.source:1: zone is 'Berlin'; an IANA time zone like Europe/London is allowed",
       mistake("zone = Berlin"));
    is("my.source:1: zone is '" + std::string(80, 'x') +
           "…'; an IANA time zone like Europe/London is allowed",
       mistake("zone = " + std::string(300, 'x')));
    is("my.source:1: rows_per_second is '0'; a whole number from 1 to 999999999 is allowed",
       mistake("rows_per_second = 0"));
    is("my.source:1: look_back is '1w'; seconds or a span like 90m, 4h or 2d is allowed",
       mistake("look_back = 1w"));
    is("my.source:1: unknown_customer is '007'; a customer's id of 1 to 18 digits, or leave out, "
       "is "
       "allowed",
       mistake("unknown_customer = 007"));
    is("", mistake("unknown_customer = 407382"));
    for (const char* hours : {"mon 8-9", "mon", "xyz 08:00-09:00", "mon 08:00-08:00",
                              "mon 08:60-09:00", "mon 08:00-24:01", "mon 24:00-08:00"}) {
      is("my.source:1: opening_hours is '" + std::string{hours} +
             "'; hours like mon-fri 08:00-17:30 are allowed",
         mistake("opening_hours = " + std::string{hours}));
    }
    is("my.source:1: trunks is '" + std::string(80, 'x') + "…'; a pattern has at most 256 bytes",
       mistake("trunks = " + std::string(257, 'x')));
    is("my.source:2: x is made by let in one place and by list in another; one is allowed",
       mistake("kind = k\nlist x = a", {{"k", "let x = a"}}));
  }

  void mistakes_of_kinds_are_named() {
    is("my.source:2: kind is 'none'; there is no file none.source", mistake("\nkind = none"));
    is("my.source:1: kind is '../x'; the name of a kind is allowed, such as freepbx",
       mistake("kind = ../x"));
    const Files kinds{{"one", "# nothing\nkind = two"}, {"two", "kind = one"}, {"bad", "\nno"}};
    is("two.source:1: kind is 'one', which this is made from already",
       mistake("kind = one", kinds));
    is("bad.source:2: found 'no'; a line is name = value", mistake("kind = bad", kinds));
  }

  void entries_know_their_file_and_line() {
    const Files kinds{{"k", "\ntrunks = a\ntable = t\n"}};
    const auto source = source_of("kind = k\n\n\ntrunks += b\n", kinds);
    is("my.source:4",
       source.place("trunks").file + ":" + std::to_string(source.place("trunks").line));
    is("k.source:3", source.place("table").file + ":" + std::to_string(source.place("table").line));
    is("my.source:1", source.place("zone").file + ":" + std::to_string(source.place("zone").line));
  }
};
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MappingFileTest, "mapping_file");

}  // namespace callwidgets::test
