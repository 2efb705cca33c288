#include "database/error.h"

#include <cppunit/extensions/HelperMacros.h>

#include "database/address.h"

namespace callwidgets::database {
namespace {

std::string advice(int code, const std::string& text) {
  return Error(Error::kind_of(code), code, text).advice();
}

class DatabaseAdviceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DatabaseAdviceTest);
  CPPUNIT_TEST(the_advice_says_what_to_do_and_what_the_server_said);
  CPPUNIT_TEST(what_nobody_can_mend_is_told_as_it_is);
  CPPUNIT_TEST(the_user_is_not_named);
  CPPUNIT_TEST(an_address_is_shown_without_its_user);
  CPPUNIT_TEST(a_place_is_named_once);
  CPPUNIT_TEST_SUITE_END();

 public:
  void the_advice_says_what_to_do_and_what_the_server_said() {
    CPPUNIT_ASSERT_EQUAL(
        std::string("the database is read-only: let this user write to the file and its folder, or "
                    "turn the server's read_only off (it runs with --read-only)"),
        advice(1290, "it runs with --read-only"));
  }

  void what_nobody_can_mend_is_told_as_it_is() {
    CPPUNIT_ASSERT_EQUAL(std::string("near SELEC"), advice(1064, "near SELEC"));
  }

  void the_user_is_not_named() {
    for (const std::string text :
         {"Access denied for user 'boss'@'10.1.2.3' (using password: YES)",
          "Access denied for user 'boss'@'%' to database 'calls'",
          "SELECT command denied to user 'boss'@'10.1.2.3' for table 'calls'",
          "User 'boss' has exceeded the 'max_user_connections' resource", "no user 'boss"}) {
      const std::string shown = advice(1045, text);
      CPPUNIT_ASSERT_MESSAGE(shown, shown.find("boss") == shown.npos);
      CPPUNIT_ASSERT_MESSAGE(shown, shown.find("10.1.2.3") == shown.npos);
    }
    const std::string denied =
        advice(1142, "SELECT command denied to user 'boss'@'%' for table 'calls'");
    CPPUNIT_ASSERT_MESSAGE(denied,
                           denied.find("user of the settings for table 'calls'") != denied.npos);
  }

  void an_address_is_shown_without_its_user() {
    CPPUNIT_ASSERT_EQUAL(std::string("db.example.com:3307/calls"),
                         Address::parse("mysql://boss:secret@db.example.com:3307/calls")->shown());
    CPPUNIT_ASSERT_EQUAL(
        std::string("pbx.example.com:5432/fusionpbx"),
        Address::parse("postgresql://boss:secret@pbx.example.com/fusionpbx")->shown());
    CPPUNIT_ASSERT_EQUAL(std::string("/var/calls.db"),
                         Address::parse("sqlite:/var/calls.db")->shown());
  }

  void a_place_is_named_once() {
    const Error error{Error::Kind::refused, Cause::damaged, "malformed"};
    CPPUNIT_ASSERT_EQUAL(std::string("a.db: malformed"), std::string(error.of("a.db").what()));
    CPPUNIT_ASSERT_EQUAL(std::string("a.db: malformed"),
                         std::string(error.of("a.db").of("a.db").what()));
    CPPUNIT_ASSERT(error.of("a.db").cause() == Cause::damaged);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(DatabaseAdviceTest, "database_advice");

}  // namespace
}  // namespace callwidgets::database
