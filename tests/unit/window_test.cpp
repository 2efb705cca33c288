#include "calls/input/window.h"

#include <cppunit/extensions/HelperMacros.h>

#include "text_source.h"

namespace callwidgets::calls {

class WindowTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(WindowTest);
  CPPUNIT_TEST(reads_what_is_asked_for);
  CPPUNIT_TEST(counts_lines_and_bytes);
  CPPUNIT_TEST(never_holds_more_than_its_capacity);
  CPPUNIT_TEST(takes_lines_of_any_length);
  CPPUNIT_TEST_SUITE_END();

 public:
  void reads_what_is_asked_for() {
    TextSource source{"abcdefgh", 3};
    Window window{source};
    CPPUNIT_ASSERT(window.bytes().empty());
    CPPUNIT_ASSERT(window.want(1));
    CPPUNIT_ASSERT_EQUAL(std::string_view{"abc"}, window.bytes());
    CPPUNIT_ASSERT(!window.want(2));
    CPPUNIT_ASSERT(window.want_more());
    CPPUNIT_ASSERT_EQUAL(std::string_view{"abcdef"}, window.bytes());
    CPPUNIT_ASSERT(!window.ended());
    window.advance(4);
    CPPUNIT_ASSERT(window.want(100));
    CPPUNIT_ASSERT_EQUAL(std::string_view{"efgh"}, window.bytes());
    CPPUNIT_ASSERT(window.ended());
    CPPUNIT_ASSERT(!window.want_more());
  }

  void counts_lines_and_bytes() {
    TextSource source{"a\nb\n\nc"};
    Window window{source};
    window.want(1);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, window.line());
    window.advance(1);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, window.line());
    window.advance(4);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, window.line());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, window.offset());
  }

  void never_holds_more_than_its_capacity() {
    TextSource source{std::string(Window::capacity + 1000, 'x')};
    Window window{source};
    while (window.want_more()) {
    }
    CPPUNIT_ASSERT_EQUAL(Window::capacity, window.bytes().size());
    CPPUNIT_ASSERT(!window.ended());
    window.advance(Window::capacity);
    CPPUNIT_ASSERT(window.want(2000));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1000}, window.bytes().size());
  }

  void takes_lines_of_any_length() {
    const std::string longest(longest_record, 'l');
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{4096}, Window::capacity}) {
      const std::string giant(chunk == 1 ? 200'000 : 3 * Window::capacity, 'g');
      TextSource source{"one\r\n" + longest + "\n" + longest + "+\n" + giant + "\n\nlast", chunk};
      Window window{source};
      CPPUNIT_ASSERT_EQUAL(std::string{"one"}, std::string{window.take_line()});
      CPPUNIT_ASSERT(window.take_line() == longest);
      CPPUNIT_ASSERT(window.take_line() == longest);
      CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, window.line());
      CPPUNIT_ASSERT(window.take_line() == giant.substr(0, longest_record));
      CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, window.line());
      CPPUNIT_ASSERT_EQUAL(std::string{""}, std::string{window.take_line()});
      CPPUNIT_ASSERT_EQUAL(std::string{"last"}, std::string{window.take_line()});
      CPPUNIT_ASSERT(window.ended() && window.bytes().empty());
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WindowTest, "window");

}  // namespace callwidgets::calls
