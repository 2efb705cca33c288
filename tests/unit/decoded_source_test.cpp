#include "calls/input/decoded_source.h"

#include <cppunit/extensions/HelperMacros.h>

#include "packed_text.h"
#include "text_source.h"

namespace callwidgets::calls {

using test::gzipped, test::utf16;

class DecodedSourceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DecodedSourceTest);
  CPPUNIT_TEST(other_bytes_pass_as_they_are);
  CPPUNIT_TEST(gzip_is_unpacked_member_by_member);
  CPPUNIT_TEST(damaged_gzip_gives_what_could_be_read_and_then_an_error);
  CPPUNIT_TEST(utf16_becomes_utf8);
  CPPUNIT_TEST(halves_of_characters_stay_no_utf8);
  CPPUNIT_TEST_SUITE_END();

  // What comes out, read in pieces of `room`, and the error behind it.
  static std::string decoded(const std::string& input, std::string& error, std::size_t chunk,
                             std::size_t room) {
    TextSource raw{input, chunk};
    std::string text, piece(room, '\0');
    error.clear();
    try {
      DecodedSource source{raw};
      while (const std::size_t count = source.read(piece.data(), room))
        text.append(piece, 0, count);
    } catch (const InputError& problem) {
      error = problem.what();
    }
    return text;
  }

  static void check(const std::string& expected, const std::string& input,
                    const std::string& expected_error = {}) {
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 20}) {
      for (const std::size_t room : {std::size_t{1}, std::size_t{3}, std::size_t{1} << 20}) {
        std::string error;
        CPPUNIT_ASSERT_EQUAL(expected, decoded(input, error, chunk, room));
        CPPUNIT_ASSERT_MESSAGE(
            error, expected_error.empty() ? error.empty() : holds(error, expected_error));
      }
    }
  }

 public:
  void other_bytes_pass_as_they_are() {
    for (const std::string text :
         {"", "x", "\x1F", "\xFF", "\xFE", "\xEF\xBB\xBFtext", "\xFF\xFFtext"})
      check(text, text);
    const std::string utf32{"\xFF\xFE\0\0c\0\0\0", 8};
    check(utf32, utf32);
  }

  void gzip_is_unpacked_member_by_member() {
    const std::string one = gzipped("one\n"), two = gzipped("two\n");
    check("one\n", one);
    check("one\ntwo\n", one + two);
    check("two\n", gzipped("") + two);
    check("one\n", one + std::string(600, '\0'));
    std::string error;
    const std::string large(3'000'000, 'x');
    CPPUNIT_ASSERT(large == decoded(gzipped(large), error, 100, 1 << 16));
  }

  void damaged_gzip_gives_what_could_be_read_and_then_an_error() {
    const std::string one = gzipped("one\n"), two = gzipped("two\n");
    check("one\n", one.substr(0, one.size() - 3), "end early");
    check("", one.substr(0, 5), "end early");
    check("one\n", one + two.substr(0, 1), "end early");
    check("one\n", one + "more", "something that is not gzip follows");
    check("one\n", one + std::string(3, '\0') + two, "something that is not gzip follows");
    std::string wrong = one;
    wrong[wrong.size() - 6] ^= 1;  // in the check sum
    check("one\n", wrong, "damaged");
    check("", "\x1F\x8B\x63rest", "damaged");
    check("one\n", wrong + two, "damaged");
  }

  void utf16_becomes_utf8() {
    const std::string text = "a\u00E9\u20AC\U0001F4DE\r\n";
    check(text, utf16(text));
    check(text, utf16(text, true));
    check(text, gzipped(utf16(text)));
    check("", utf16(""));
    check("a\uFEFFb", utf16("a\uFEFFb"));
  }

  void halves_of_characters_stay_no_utf8() {
    check(
        "a\xED\xA0\xBD"
        "b",
        {"\xFF\xFE"
         "a\0\x3D\xD8"
         "b\0",
         8});
    check("\xED\xB3\x9E", {"\xFF\xFE\xDE\xDC", 4});
    check("a\xED\xA0\xBD", {"\xFE\xFF\0a\xD8\x3D", 6});
    check("a\xFF", {"\xFF\xFE"
                    "a\0\n",
                    5});
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(DecodedSourceTest, "decoded_source");

}  // namespace callwidgets::calls
