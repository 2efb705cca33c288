// How the program is doing is this host's to know, however far its figures are opened.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "transports.h"

namespace callwidgets::test {
namespace {

// The path of /status in all the ways that a web server may read so.
const char* const kPaths[] = {
    "/status",         "/status?a=b", "/%73tatus",   "/./status",   "//status",   "/x/../status",
    "/status/",        "/status//",   "/%2573tatus", "/status%3Fa", "/status;a",  "/status%00",
    "/status/%2e%2e/", "/%2e/status", "/status%0A",  "/status%20",  "/%2Fstatus", "/STATUS"};

class ClosedStatusTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ClosedStatusTest);
  CPPUNIT_TEST(nginx_tells_nobody_outside);
  CPPUNIT_TEST(apache_tells_nobody_outside);
  CPPUNIT_TEST_SUITE_END();

 public:
  ClosedStatusTest() : site_(folder_, "site", fresh_database(Database::sqlite, folder_)) {
    site_.must_admin({"migrate"});
    site_.must_admin({"account", "add", "one"});
    site_.start();
  }

  void nginx_tells_nobody_outside() {
    for (const std::vector<std::string>& with : {std::vector<std::string>{}, {"cached"}}) {
      const Nginx nginx{folder_, site_.socket(), with};
      is_closed(nginx.transport(), nginx.transport("127.0.0.2"));
      CPPUNIT_ASSERT_EQUAL(200, status_of(nginx.transport("127.0.0.2"), "/miscellaneous/ping"));
    }
  }

  void apache_tells_nobody_outside() {
    const Apache apache{folder_, site_};
    for (const auto way : {Apache::Way::fcgi, Apache::Way::cached, Apache::Way::cgi}) {
      const Transport outside = apache.transport(way, "127.0.0.2");
      CPPUNIT_ASSERT_EQUAL(200, status_of(outside, "/miscellaneous/ping"));
      is_closed(apache.transport(way), outside);
    }
  }

 private:
  static int status_of(const Transport& transport, const std::string& path) {
    const Answer answer = transport.send({"GET", path, {}, {}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(path, std::string(), answer.failure);
    return answer.status;
  }

  static void is_closed(const Transport& inside, const Transport& outside) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(inside.name, 200, status_of(inside, "/status"));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(outside.name, 403, status_of(outside, "/status"));
    for (const char* path : kPaths) {
      const int status = status_of(outside, path);
      CPPUNIT_ASSERT_MESSAGE(outside.name + " " + path + " " + std::to_string(status),
                             status == 400 || status == 403 || status == 404);
    }
  }

  Folder folder_;
  Site site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ClosedStatusTest, "closed_status_sqlite");

}  // namespace
}  // namespace callwidgets::test
