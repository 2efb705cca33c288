// The shipped files of nginx and Apache, mounted elsewhere as their comments say: at another
// prefix, and at the root of a site.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "transports.h"
#include "trap.h"

namespace callwidgets::test {
namespace {

// Where a path is joined to an address without a slash between them, each of these leads to
// 127.0.0.1:PORT.
const char* const kDetours[] = {"/@127.0.0.1:PORT/x",
                                "/%40127.0.0.1:PORT/x",
                                "//@127.0.0.1:PORT/x",
                                "/.@127.0.0.1:PORT/x",
                                "/:a@127.0.0.1:PORT/x",
                                "/%2F@127.0.0.1:PORT/x",
                                "/a/..@127.0.0.1:PORT/x",
                                "/%5C@127.0.0.1:PORT/x",
                                "/widgets/..//@127.0.0.1:PORT/x",
                                "@127.0.0.1:PORT/x",
                                "fcgi://127.0.0.1:PORT/x",
                                "http://127.0.0.1:PORT/@127.0.0.1:PORT/x",
                                "/|fcgi://127.0.0.1:PORT/x",
                                "/unix:/a|fcgi://127.0.0.1:PORT/x",
                                "/?unix:/a|fcgi://127.0.0.1:PORT/x"};

class MountTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MountTest);
  CPPUNIT_TEST(nginx_answers_at_another_prefix);
  CPPUNIT_TEST(nginx_answers_at_the_root);
  CPPUNIT_TEST(apache_answers_at_another_prefix);
  CPPUNIT_TEST(apache_answers_at_the_root);
  CPPUNIT_TEST(no_path_makes_nginx_connect_elsewhere);
  CPPUNIT_TEST(no_path_makes_apache_connect_elsewhere);
  CPPUNIT_TEST_SUITE_END();

 public:
  MountTest() : site_(folder_, "site", fresh_database(Database::sqlite, folder_)) {
    site_.must_admin({"migrate"});
    site_.must_admin({"account", "add", "one"});
    site_.start();
  }

  void nginx_answers_at_another_prefix() { nginx_answers_at("/2.4.9"); }
  void nginx_answers_at_the_root() { nginx_answers_at(""); }
  void apache_answers_at_another_prefix() { apache_answers_at("/2.4.9"); }
  void apache_answers_at_the_root() { apache_answers_at(""); }

  void no_path_makes_nginx_connect_elsewhere() {
    for (const std::string mount : {"", "/2.4.9", "/api"}) {
      const Nginx nginx{folder_, site_.socket(), {"mount=" + mount}};
      leads_nowhere_else(nginx.transport(), mount);
    }
  }

  void no_path_makes_apache_connect_elsewhere() {
    for (const std::string mount : {"", "/2.4.9", "/api"}) {
      const Apache apache{folder_, site_, mount};
      for (const auto way : kWays) leads_nowhere_else(apache.transport(way), mount);
    }
  }

 private:
  static constexpr Apache::Way kWays[] = {Apache::Way::fcgi, Apache::Way::cached, Apache::Way::cgi};

  void nginx_answers_at(const std::string& mount) {
    for (const std::vector<std::string>& with : {std::vector<std::string>{}, {"cached"}}) {
      std::vector<std::string> words = with;
      words.push_back("mount=" + mount);
      const Nginx nginx{folder_, site_.socket(), words};
      answers(nginx.transport(), nginx.transport("127.0.0.2"), mount);
    }
  }

  void apache_answers_at(const std::string& mount) {
    const Apache apache{folder_, site_, mount};
    for (const auto way : kWays) {
      answers(apache.transport(way), apache.transport(way, "127.0.0.2"), mount);
    }
  }

  // As it does at /api: the program's paths, its own 404 for all others, and /status for this host
  // alone.
  void answers(const Transport& inside, const Transport& outside, const std::string& mount) {
    const std::string where = inside.name + " at '" + mount + "' ";
    std::vector<std::string> targets = {"/",
                                        "/?type=call_totals",
                                        "/widgets/data?type=call_totals",
                                        "/miscellaneous/ping",
                                        "/customers",
                                        "/x",
                                        "/-admin",
                                        "/.so",
                                        "/widgets/data/x",
                                        "/2.4.9"};
    if (!mount.empty()) targets.insert(targets.end(), {"", "?type=call_totals"});
    for (const std::string& target : targets) {
      const Answer wanted = site_.get(target), got = inside.send({"GET", target, {}, {}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(where + target, std::string(), got.failure);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(where + target, wanted.status, got.status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(where + target, wanted.body, got.body);
    }
    CPPUNIT_ASSERT_EQUAL_MESSAGE(where, 200, inside.send({"GET", "/status", {}, {}}).status);
    for (const std::string path :
         {"/status", "//status", "/./status", "/%73tatus", "/x/../status"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(where + path, 403, outside.send({"GET", path, {}, {}}).status);
    }
  }

  static void leads_nowhere_else(const Transport& transport, const std::string& mount) {
    const Trap trap;
    for (std::string detour : kDetours) {
      for (size_t at; (at = detour.find("PORT")) != std::string::npos;) {
        detour.replace(at, 4, std::to_string(trap.port()));
      }
      for (const char* method : {"GET", "OPTIONS"}) {
        const Answer answer = transport.send({method, detour, {}, {}});
        const std::string what = transport.name + " at '" + mount + "' " + method + " " + detour;
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, 0, trap.connections());
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::string(), answer.failure);
      }
    }
  }

  Folder folder_;
  Site site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MountTest, "mount_sqlite");

}  // namespace
}  // namespace callwidgets::test
