#include "fcgi/http/mount_point.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "fcgi/http/request_fields.h"

namespace web = callwidgets::web;

// The path of requests without PATH_INFO.
class MountPointTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MountPointTest);
  CPPUNIT_TEST(what_follows_the_script_name_is_the_path);
  CPPUNIT_TEST(the_mount_point_itself_has_no_path);
  CPPUNIT_TEST(what_contradicts_itself_is_not_sure);
  CPPUNIT_TEST(path_info_wins);
  CPPUNIT_TEST_SUITE_END();

  static std::string below(std::string_view script_name, std::string_view request_uri) {
    const auto found = web::below_mount_point(script_name, request_uri);
    return found.sure ? "'" + found.path + "'" : "not sure" + found.path;
  }

  void what_follows_the_script_name_is_the_path() {
    const std::string path = "'/customers'";
    CPPUNIT_ASSERT_EQUAL(path, below("/api", "/api/customers"));
    CPPUNIT_ASSERT_EQUAL(path, below("/api", "/api/customers?page=1&x=/y"));
    CPPUNIT_ASSERT_EQUAL(path, below("/api", "/%61pi/custo%6Ders"));
    CPPUNIT_ASSERT_EQUAL(path, below("/api/", "/api/customers"));
    CPPUNIT_ASSERT_EQUAL(path, below("/", "/customers"));
    CPPUNIT_ASSERT_EQUAL(path, below("/a b/callwidgets.cgi", "/a%20b/callwidgets.cgi/customers"));
    CPPUNIT_ASSERT_EQUAL(path, below("/api", "http://host.example:8080/api/customers"));
    CPPUNIT_ASSERT_EQUAL(std::string{"'/a+b'"}, below("/api", "/api/a+b"));
    CPPUNIT_ASSERT_EQUAL(std::string{"'/../status'"}, below("/api", "/api/../status"));
    CPPUNIT_ASSERT_EQUAL(std::string{"'/%73tatus'"}, below("/api", "/api/%2573tatus"));
  }

  void the_mount_point_itself_has_no_path() {
    CPPUNIT_ASSERT_EQUAL(std::string{"''"}, below("/api", "/api"));
    CPPUNIT_ASSERT_EQUAL(std::string{"''"}, below("/api", "/api?type=call_totals"));
    CPPUNIT_ASSERT_EQUAL(std::string{"'/'"}, below("/api", "/api/?type=call_totals"));
    CPPUNIT_ASSERT_EQUAL(std::string{"''"}, below("/api/widgets/data", "/api/widgets/data"));
    CPPUNIT_ASSERT_EQUAL(std::string{"''"}, below("", ""));
    CPPUNIT_ASSERT_EQUAL(std::string{"''"}, below("/api", ""));
  }

  void what_contradicts_itself_is_not_sure() {
    const std::string not_sure = "not sure";
    CPPUNIT_ASSERT_EQUAL(not_sure, below("/api", "/apiary/customers"));
    CPPUNIT_ASSERT_EQUAL(not_sure, below("/cgi-bin/callwidgets", "/api/customers"));
    CPPUNIT_ASSERT_EQUAL(not_sure, below("", "/api/customers"));
    CPPUNIT_ASSERT_EQUAL(not_sure, below("/api", "/api%/customers"));
    CPPUNIT_ASSERT_EQUAL(not_sure, below("/api", "*"));
    CPPUNIT_ASSERT_EQUAL(not_sure, below("/api", "http://host.example"));
    // The web server takes every path for a program's.
    for (const std::string path : {"/api/customers", "/api/customers/12", "/api/status",
                                   "/api/miscellaneous/ping", "/api/widgets/datasources"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, not_sure, below(path, path + "?a=b"));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, not_sure, below(path, ""));
    }
  }

  void path_info_wins() {
    web::Request request;
    web::RequestFields fields{request};
    fields.set("REQUEST_URI", "/api/other");
    fields.set("PATH_INFO", "/customers");
    fields.set("SCRIPT_NAME", "/api");
    fields.complete();
    CPPUNIT_ASSERT_EQUAL(std::string{"/customers"}, request.path);
  }
};
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MountPointTest, "mount_point");
