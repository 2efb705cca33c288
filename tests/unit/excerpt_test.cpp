#include "calls/excerpt.h"

#include <cppunit/extensions/HelperMacros.h>

namespace callwidgets::calls {

class ExcerptTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ExcerptTest);
  CPPUNIT_TEST(shows_text_in_quotes);
  CPPUNIT_TEST(cuts_between_characters);
  CPPUNIT_TEST(escapes_what_would_move_a_terminal);
  CPPUNIT_TEST_SUITE_END();

 public:
  void shows_text_in_quotes() {
    CPPUNIT_ASSERT_EQUAL(std::string{"\"\""}, excerpt(""));
    CPPUNIT_ASSERT_EQUAL(std::string{"\"Zürich €\""}, excerpt("Zürich €"));
  }

  void cuts_between_characters() {
    CPPUNIT_ASSERT_EQUAL(std::string{"\"abc\""}, excerpt("abc", 3));
    CPPUNIT_ASSERT_EQUAL(std::string{"\"abc...\""}, excerpt("abcd", 3));
    CPPUNIT_ASSERT_EQUAL(std::string{"\"ab...\""}, excerpt("abé", 3));
  }

  void escapes_what_would_move_a_terminal() {
    CPPUNIT_ASSERT_EQUAL(std::string{"\"a\\x0Ab\\x09\\x1B[2J\\x7F\""},
                         excerpt("a\nb\t\x1B[2J\x7F"));
    CPPUNIT_ASSERT_EQUAL(std::string{"\"\\xFF\\xC2\\x9Bx\""}, excerpt("\xFF\xC2\x9Bx"));
    CPPUNIT_ASSERT_EQUAL(std::string{"\"\\x00\""}, excerpt(std::string_view{"\0", 1}));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ExcerptTest, "excerpt");

}  // namespace callwidgets::calls
