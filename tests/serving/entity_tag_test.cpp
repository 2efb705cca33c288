#include "fcgi/http/entity_tag.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace callwidgets::web;

namespace {

class EntityTagTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(EntityTagTest);
  CPPUNIT_TEST(it_is_strong_and_follows_the_body);
  CPPUNIT_TEST(lists_weak_tags_and_the_star_match);
  CPPUNIT_TEST(apaches_gzip_suffix_is_ignored);
  CPPUNIT_TEST(what_is_no_tag_matches_nothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  void it_is_strong_and_follows_the_body() {
    CPPUNIT_ASSERT(entity_tag("a").starts_with('"'));
    CPPUNIT_ASSERT(entity_tag("a").ends_with('"'));
    CPPUNIT_ASSERT(entity_tag("a") == entity_tag("a"));
    CPPUNIT_ASSERT(entity_tag("a") != entity_tag("b"));
  }

  void lists_weak_tags_and_the_star_match() {
    CPPUNIT_ASSERT(matches(R"("abc")", R"("abc")"));
    CPPUNIT_ASSERT(matches(R"(W/"abc")", R"("abc")"));
    CPPUNIT_ASSERT(matches(R"("x,y" , W/"z",	"abc")", R"("abc")"));
    CPPUNIT_ASSERT(matches("*", R"("abc")"));
    CPPUNIT_ASSERT(!matches(R"("abcd", "ab")", R"("abc")"));
  }

  void apaches_gzip_suffix_is_ignored() {
    CPPUNIT_ASSERT(matches(R"("abc-gzip")", R"("abc")"));
    CPPUNIT_ASSERT(matches(R"(W/"abc-gzip")", R"("abc")"));
    CPPUNIT_ASSERT(!matches(R"("ab-gzip")", R"("abc")"));
    CPPUNIT_ASSERT(!matches(R"("-gzip")", R"("abc")"));
  }

  void what_is_no_tag_matches_nothing() {
    for (const char* text : {"", " ", "abc", "\"abc", "W/", "W/abc", ",,,", "\""}) {
      CPPUNIT_ASSERT_MESSAGE(text, !matches(text, R"("abc")"));
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(EntityTagTest, "entity_tag");

}  // namespace
