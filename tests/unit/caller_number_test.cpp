#include "calls/caller_number.h"

#include <cppunit/extensions/HelperMacros.h>

namespace callwidgets::calls {

class CallerNumberTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CallerNumberTest);
  CPPUNIT_TEST(punctuation_is_dropped);
  CPPUNIT_TEST(masked_numbers_keep_their_mask);
  CPPUNIT_TEST(anything_else_is_withheld);
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
  }

  void masked_numbers_keep_their_mask() {
    check(CallerNumber::Form::masked, "+44145354xxx", "+44 1453 54 xxx");
    check(CallerNumber::Form::masked, "014535xxx", "014535-x.xx");
  }

  void anything_else_is_withheld() {
    for (const std::string given :
         {"",       " ",     "+",      "xxx",          "+xxx",     "anonymous", "12xx",
          "12xxxx", "12XXX", "1x2xxx", "12xxx3",       "++12",     "12+3",      "sip:12",
          "12,3",   "12/3",  "*31#",   "\u0661\u0662", "12\u00E9", "12\xC2"}) {
      check(CallerNumber::Form::withheld, "", given);
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CallerNumberTest, "caller_number");

}  // namespace callwidgets::calls
