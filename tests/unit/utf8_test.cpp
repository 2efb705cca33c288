#include "calls/input/utf8.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>

namespace callwidgets::calls {

class Utf8Test : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(Utf8Test);
  CPPUNIT_TEST(every_valid_bound_passes);
  CPPUNIT_TEST(every_invalid_form_is_found_where_it_stands);
  CPPUNIT_TEST_SUITE_END();

  static constexpr std::size_t npos = std::string_view::npos;

 public:
  void every_valid_bound_passes() {
    for (const std::string text : {"", "a", "\x7F", "\u0080", "\u07FF", "\u0800", "\uD7FF",
                                   "\uE000", "\uFFFF", "\U00010000", "\U0010FFFF", "\U0001F600"}) {
      CPPUNIT_ASSERT_EQUAL(npos, first_not_utf8(text));
      CPPUNIT_ASSERT_EQUAL(npos, first_not_utf8("twelve bytes" + text + "and some more"));
      CPPUNIT_ASSERT_EQUAL(text.size(), utf8_length(text));
    }
  }

  void every_invalid_form_is_found_where_it_stands() {
    for (const std::string text :
         {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80",
          "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3", "\xE2\x82",
          "\xF0\x9F\x98", "\xC3("}) {
      for (std::size_t before = 0; before < 20; ++before) {
        CPPUNIT_ASSERT_EQUAL(before, first_not_utf8(std::string(before, 'x') + text));
        CPPUNIT_ASSERT_EQUAL(before,
                             first_not_utf8(std::string(before, 'x') + text + "\nand more of it"));
      }
      CPPUNIT_ASSERT_EQUAL(std::size_t{0}, utf8_length(text));
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(Utf8Test, "utf8");

}  // namespace callwidgets::calls
