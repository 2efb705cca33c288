#include "database/error.h"

#include <cppunit/extensions/HelperMacros.h>

using callwidgets::database::Error;

namespace {

class DatabaseErrorTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DatabaseErrorTest);
  CPPUNIT_TEST(a_session_that_its_server_ended_is_replaced);
  CPPUNIT_TEST(a_server_without_room_is_waited_for);
  CPPUNIT_TEST(a_statement_past_the_servers_limit_is_not_run_again);
  CPPUNIT_TEST(a_wrong_statement_is_refused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_session_that_its_server_ended_is_replaced() {
    for (const int code : {1184, 1317, 1927, 2006, 2013, 2055, 3169, 4031}) {
      CPPUNIT_ASSERT_MESSAGE(std::to_string(code),
                             Error::kind_of(code) == Error::Kind::unavailable);
    }
  }

  void a_server_without_room_is_waited_for() {
    for (const int code : {1040, 1203, 1226})
      CPPUNIT_ASSERT_MESSAGE(std::to_string(code), Error::kind_of(code) == Error::Kind::full);
  }

  void a_statement_past_the_servers_limit_is_not_run_again() {
    for (const int code : {1969, 3024})
      CPPUNIT_ASSERT_MESSAGE(std::to_string(code), Error::kind_of(code) == Error::Kind::too_slow);
  }

  void a_wrong_statement_is_refused() {
    for (const int code : {0, 1054, 1064, 1146, 1406})
      CPPUNIT_ASSERT_MESSAGE(std::to_string(code), Error::kind_of(code) == Error::Kind::refused);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(DatabaseErrorTest, "database_error");

}  // namespace
