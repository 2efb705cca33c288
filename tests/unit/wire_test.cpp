#include "database/wire.h"

#include <cppunit/extensions/HelperMacros.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "database/error.h"

namespace callwidgets::database {
namespace {

// Two ends of a connection.
struct Pair {
  Pair() { CPPUNIT_ASSERT_EQUAL(0, socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data())); }
  ~Pair() {
    for (const int end : ends) {
      if (end >= 0) close(end);
    }
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;

  void close_near() {
    close(ends[0]);
    ends[0] = -1;
  }
  bool over() const {
    char byte;
    return recv(ends[1], &byte, 1, MSG_DONTWAIT) == 0;
  }

  std::array<int, 2> ends{-1, -1};  // near, far
};

}  // namespace

class WireTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(WireTest);
  CPPUNIT_TEST(what_is_attached_is_cut);
  CPPUNIT_TEST(what_was_detached_is_left_alone);
  CPPUNIT_TEST(the_next_owner_of_a_number_is_left_alone);
  CPPUNIT_TEST(who_detaches_keeps_no_connection_open);
  CPPUNIT_TEST(no_connection_is_an_error);
  CPPUNIT_TEST_SUITE_END();

 public:
  void what_is_attached_is_cut() {
    const Pair session;
    wire_.attach(session.ends[0]);
    CPPUNIT_ASSERT(!session.over());
    wire_.cut();
    CPPUNIT_ASSERT(session.over());
    wire_.cut();
  }

  void what_was_detached_is_left_alone() {
    const Pair session;
    wire_.cut();
    wire_.attach(session.ends[0]);
    wire_.detach();
    wire_.cut();
    CPPUNIT_ASSERT(!session.over());
  }

  // A driver closes by itself what was cut.
  void the_next_owner_of_a_number_is_left_alone() {
    Pair session;
    const int number = session.ends[0];
    wire_.attach(number);
    session.close_near();
    const Pair client;
    CPPUNIT_ASSERT_EQUAL(number, client.ends[0]);
    wire_.cut();
    CPPUNIT_ASSERT(!client.over());
    CPPUNIT_ASSERT(session.over());
  }

  void who_detaches_keeps_no_connection_open() {
    Pair first, second;
    wire_.attach(first.ends[0]);
    first.close_near();
    CPPUNIT_ASSERT(!first.over());
    wire_.attach(second.ends[0]);
    second.close_near();
    CPPUNIT_ASSERT(first.over());
    wire_.detach();
    CPPUNIT_ASSERT(second.over());
  }

  void no_connection_is_an_error() { CPPUNIT_ASSERT_THROW(wire_.attach(-1), Error); }

 private:
  Wire wire_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(WireTest, "wire");

}  // namespace callwidgets::database
