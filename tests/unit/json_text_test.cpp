#include "json/text.h"

#include <cppunit/extensions/HelperMacros.h>

using callwidgets::json::Text;

namespace {

std::string text(std::string_view value) { return Text{}.text(value).take(); }

class JsonTextTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(JsonTextTest);
  CPPUNIT_TEST(only_what_must_be_escaped_is);
  CPPUNIT_TEST(lists_and_objects_nest_with_commas_between);
  CPPUNIT_TEST_SUITE_END();

 public:
  void only_what_must_be_escaped_is() {
    CPPUNIT_ASSERT_EQUAL(std::string{R"("\"\\\b\f\n\r\t")"}, text("\"\\\b\f\n\r\t"));
    CPPUNIT_ASSERT_EQUAL(std::string{R"("\u0000\u000B\u001F")"}, text({"\0\v\x1f", 3}));
    CPPUNIT_ASSERT_EQUAL(std::string{"\"/<>&'\x7f é 😀\""}, text("/<>&'\x7f é 😀"));
  }

  void lists_and_objects_nest_with_commas_between() {
    Text json;
    json.begin_array()
        .begin_object()
        .key("a")
        .number(-1)
        .key("b")
        .begin_array()
        .end_array()
        .end_object();
    json.truth(true).text("").begin_object().end_object().raw("[1]").end_array();
    CPPUNIT_ASSERT_EQUAL(std::string{R"([{"a":-1,"b":[]},true,"",{},[1]])"}, json.take());
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(JsonTextTest, "json_text");

}  // namespace
