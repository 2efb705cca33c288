#include "calls/caller_number.h"

#include <cppunit/extensions/HelperMacros.h>

namespace callwidgets::calls {

class CallerNumberTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CallerNumberTest);
  CPPUNIT_TEST(punctuation_is_dropped);
  CPPUNIT_TEST(masked_numbers_keep_their_mask);
  CPPUNIT_TEST(what_stands_before_a_number_is_dropped);
  CPPUNIT_TEST(a_zero_in_brackets_behind_a_country_code_is_dropped_and_remembered);
  CPPUNIT_TEST(nothing_is_withheld);
  CPPUNIT_TEST(anything_else_is_unreadable);
  CPPUNIT_TEST_SUITE_END();

  static void check(CallerNumber::Form form, const std::string& text, const std::string& given) {
    const CallerNumber number = clean_number(given);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(given, text, number.text);
    CPPUNIT_ASSERT_MESSAGE(given, form == number.form);
  }

 public:
  void punctuation_is_dropped() {
    check(CallerNumber::Form::whole, "+441453540000", "+441453540000");
    check(CallerNumber::Form::whole, "01453540000", "01453540000");
    check(CallerNumber::Form::whole, "+441453540000", " +44 (1453) 54.00-00\t");
    check(CallerNumber::Form::whole, "+441453540000", "+44\u00A01453\u2013540\u202F0\u221200");
    check(CallerNumber::Form::whole, "9", "[{9}]");
    check(CallerNumber::Form::whole, "03012345", "030/123-45");
    check(CallerNumber::Form::whole, "+441632960001", "\u202A+44\u00A01632\u2007960001\u202C");
    check(CallerNumber::Form::whole, "+441632960001",
          "\uFEFF\u2068+44\u200B1632 960001\u2069\u200E");
  }

  void masked_numbers_keep_their_mask() {
    check(CallerNumber::Form::masked, "+44145354xxx", "+44 1453 54 xxx");
    check(CallerNumber::Form::masked, "014535xxx", "014535-x.xx");
  }

  void what_stands_before_a_number_is_dropped() {
    for (const std::string given : {"tel:+441632960001", "TEL:+44-1632-960001", "'+441632960001",
                                    " ' tel:+44 1632 960001", "tel://+441632960001"}) {
      check(CallerNumber::Form::whole, "+441632960001", given);
    }
  }

  void a_zero_in_brackets_behind_a_country_code_is_dropped_and_remembered() {
    const auto both = [](const std::string& given) {
      const CallerNumber number = clean_number(given);
      return number.text + " " + number.with_zero;
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"+441632960001 +4401632960001"}, both("+44 (0)1632 960001"));
    CPPUNIT_ASSERT_EQUAL(std::string{"+441632960001 +4401632960001"}, both("tel:+44(0)1632960001"));
    CPPUNIT_ASSERT_EQUAL(std::string{"00441632960001 004401632960001"},
                         both("0044-(0)-1632 960001"));
    CPPUNIT_ASSERT_EQUAL(std::string{"+39612xxx +390612xxx"}, both("+39 (0)6 12xxx"));
    CPPUNIT_ASSERT_EQUAL(std::string{"01632960001 "}, both("(0)1632 960001"));
    CPPUNIT_ASSERT_EQUAL(std::string{"+4416320960001 "}, both("+44 1632 (0)960001"));
    CPPUNIT_ASSERT_EQUAL(std::string{"+4401632960001 "}, both("+44 (01632) 960001"));
  }

  void nothing_is_withheld() {
    for (const std::string given : {"", " ", "()", "'", "\u200E", "tel:"})
      check(CallerNumber::Form::withheld, "", given);
  }

  void anything_else_is_unreadable() {
    for (const std::string given :
         {"+",      "xxx",    "+xxx",         "anonymous", "12xx",   "12xxxx", "12XXX",
          "1x2xxx", "12xxx3", "++12",         "12+3",      "sip:12", "12,3",   "1'2",
          "12tel:", "*31#",   "\u0661\u0662", "12\u00E9",  "12\xC2", "4.4E+11"}) {
      check(CallerNumber::Form::unreadable, "", given);
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CallerNumberTest, "caller_number");

}  // namespace callwidgets::calls
