// What is found by the beginnings of words of a name.
#include "accounts/name_search.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace callwidgets::test {
namespace {

using accounts::folded_words;
using accounts::NameSearch;

bool finds(const std::string& text, const std::string& name) {
  const auto search = NameSearch::of(text);
  CPPUNIT_ASSERT_MESSAGE(text, search);
  return search->finds(name);
}

class NameSearchTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(NameSearchTest);
  CPPUNIT_TEST(words_stand_behind_a_space_each);
  CPPUNIT_TEST(each_word_begins_a_word);
  CPPUNIT_TEST(upper_and_lower_case_are_the_same);
  CPPUNIT_TEST(letters_with_marks_are_others);
  CPPUNIT_TEST(signs_are_words_and_punctuation_is_none);
  CPPUNIT_TEST(what_is_no_utf8_parts_words);
  CPPUNIT_TEST(what_has_no_word_finds_all);
  CPPUNIT_TEST(a_text_is_refused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void words_stand_behind_a_space_each() {
    are_words("", "");
    are_words("", " -- \t");
    are_words(" a", "A");
    are_words(" harst stilllebens", "Harst  Stilllebens ");
    are_words(" o brien s", "O'Brien’s");
    are_words(" b bold b", "<b>Bold</b>");
    are_words(" 42 x y 7", "42:x_y\\7");
    are_words(" müller söhne", "MÜLLER & Söhne");
    are_words(" 東京 タワー", "東京　タワー");
    are_words(" softhyphen", "soft\u00ADhyphen");
    are_words(" bar 🍸 bar", "Bar🍸Bar");
    are_words(" ☕ x", "☕\uFE0Fx");
    are_words(" 👨 👩", "👨\u200D👩");
    are_words(" a b", std::string("a\0b", 3));
  }

  void each_word_begins_a_word() {
    CPPUNIT_ASSERT(finds("har st", "Harst Stilllebens"));
    CPPUNIT_ASSERT(finds("st har", "Harst Stilllebens"));
    CPPUNIT_ASSERT(finds("har", "Harst Stilllebens"));
    CPPUNIT_ASSERT(finds("h harst", "Harst Stilllebens"));
    CPPUNIT_ASSERT(!finds("arst", "Harst Stilllebens"));
    CPPUNIT_ASSERT(!finds("harst x", "Harst Stilllebens"));
    CPPUNIT_ASSERT(!finds("harst", "Hars t"));
    CPPUNIT_ASSERT(!finds("har st", "Ha rst"));
    CPPUNIT_ASSERT(!finds("a", ""));
  }

  void upper_and_lower_case_are_the_same() {
    for (const auto& [one, other] :
         std::vector<std::pair<std::string, std::string>>{{"Ä", "ä"},
                                                          {"É", "é"},
                                                          {"Σ", "σ"},
                                                          {"Σ", "ς"},
                                                          {"ς", "σ"},
                                                          {"İ", "i"},
                                                          {"ı", "I"},
                                                          {"Ж", "ж"},
                                                          {"Ǆ", "ǆ"},
                                                          {"ẞ", "ß"},
                                                          {"Ÿ", "ÿ"},
                                                          {"µ", "Μ"},
                                                          {"\u212A", "k"},
                                                          {"Ա", "ա"},
                                                          {"𐐀", "𐐨"}}) {
      CPPUNIT_ASSERT_MESSAGE(one + other, finds(one, other) && finds(other, one));
    }
  }

  void letters_with_marks_are_others() {
    for (const auto& [one, other] : std::vector<std::pair<std::string, std::string>>{
             {"a", "ä"}, {"e", "é"}, {"ß", "ss"}, {"o", "ø"}, {"é", "e\u0301"}, {"日", "本"}}) {
      CPPUNIT_ASSERT_MESSAGE(one + other, !finds(one, other) && !finds(other, one));
    }
    CPPUNIT_ASSERT(finds("e", "e\u0301"));  // its first character
  }

  void signs_are_words_and_punctuation_is_none() {
    CPPUNIT_ASSERT(finds("🍸", "Bar🍸"));
    CPPUNIT_ASSERT(finds("bar", "🫠Bar"));
    CPPUNIT_ASSERT(finds("€", "100€"));
    CPPUNIT_ASSERT(!finds("🍸", "Bar"));
    CPPUNIT_ASSERT(finds("%", "nothing"));
    CPPUNIT_ASSERT(finds("a-b", "B (A)"));
    CPPUNIT_ASSERT(!finds("a_b", "ac"));
  }

  void what_is_no_utf8_parts_words() {
    are_words(" a b",
              "a\xFF"
              "b");
    are_words(" m", "m\xC3");
    are_words(" a b",
              "a\xC0\xAF"
              "b");
    are_words(" a b",
              "a\xED\xA0\x80"
              "b");
    are_words(" a b",
              "a\xF4\x90\x80\x80"
              "b");
    are_words("", "\x80\xBF\xE2\x82");
  }

  void what_has_no_word_finds_all() {
    for (const char* text : {"", " ", "-", "%", "<>&", "\u00AD", "\u2019"}) {
      CPPUNIT_ASSERT_MESSAGE(text, NameSearch::of(text)->finds_all());
      CPPUNIT_ASSERT_MESSAGE(text, finds(text, "") && finds(text, "anything"));
    }
    CPPUNIT_ASSERT(!NameSearch::of("x")->finds_all());
  }

  void a_text_is_refused() {
    CPPUNIT_ASSERT(NameSearch::of(std::string(200, 'a')));
    CPPUNIT_ASSERT(!NameSearch::of(std::string(201, 'a')));
    for (const char* text : {"a\n", "\t", "\x01", "\x7F", "\u0080", "\u009F", "\xFF", "m\xC3",
                             "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80"}) {
      CPPUNIT_ASSERT_MESSAGE(text, !NameSearch::of(text));
    }
    CPPUNIT_ASSERT(!NameSearch::of(std::string(1, '\0')));
    CPPUNIT_ASSERT(NameSearch::of("\u00A0"));
  }

 private:
  static void are_words(const std::string& wanted, const std::string& name) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(name, wanted, folded_words(name));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(NameSearchTest, "name_search");

}  // namespace
}  // namespace callwidgets::test
