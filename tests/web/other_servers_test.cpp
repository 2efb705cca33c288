// lighttpd, Caddy and HAProxy with the shipped files.
#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>
#include <fstream>

#include "mounted_test.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

struct Lighttpd {
  static constexpr const char* name = "lighttpd";
  // Answers everything but what the program answers.
  static constexpr const char* page =
      "server.modules += (\"mod_staticfile\")\n"
      "mimetype.assign = (\".html\" => \"text/html\")\n"
      "alias.url = (\"/apiX\" => \"PAGES/apiX\", \"/page\" => \"PAGES/page\")\n";
};
struct Caddy {
  static constexpr const char* name = "caddy";
  static constexpr const char* page = "root * PAGES\nfile_server\n";
};
struct Haproxy {
  static constexpr const char* name = "haproxy";
  static constexpr const char* page =
      "http-request return status 200 content-type text/html string \"a neighbour's page\" if { "
      "path /apiX/ /apiX/index.html }\n"
      "http-request return status 200 content-type text/html string \"the site's own page\" if { "
      "path /page/ /page/index.html }\n"
      "http-request return status 404 unless { path /api } || { path_beg /api/ }\n";
};

template <class Server>
class OtherServerTest : public MountedTest {
  CPPUNIT_TEST_SUITE(OtherServerTest<Server>);
  CPPUNIT_TEST(answers_at_every_mount);
  CPPUNIT_TEST(knows_who_has_logged_in_at_every_mount);
  CPPUNIT_TEST(makes_no_name_of_what_a_client_claims);
  CPPUNIT_TEST(other_applications_get_their_own_requests);
  CPPUNIT_TEST(no_word_opens_the_login);
  CPPUNIT_TEST(a_proxy_in_front_is_told);
  CPPUNIT_TEST(a_program_that_is_away_is_missed_in_words);
  CPPUNIT_TEST_SUITE_END();

 public:
  void answers_at_every_mount() {
    for (const std::string mount : {"/api", "", "/2.4.9"}) {
      const WebServer server{Server::name, folder(), site(), {"mount=" + mount}};
      answers(server, 404, mount.empty());
    }
  }

  void knows_who_has_logged_in_at_every_mount() {
    asks_who();
    site().start();
    for (const std::string mount : {"/api", "", "/2.4.9"}) {
      knows_who_has_logged_in(
          WebServer{Server::name,
                    folder(),
                    site(),
                    {"mount=" + mount, "login=" + passwords(), "opened=Bearer"}});
    }
  }

  void makes_no_name_of_what_a_client_claims() {
    asks_who();
    site().start();
    makes_no_name_of_a_header(WebServer{Server::name, folder(), site()});
  }

  void other_applications_get_their_own_requests() {
    site().start();
    const std::string pages = folder() / "pages";
    for (const char* below : {"/apiX", "/page"}) std::filesystem::create_directories(pages + below);
    std::ofstream{pages + "/page/index.html"} << "the site's own page";
    std::ofstream{pages + "/apiX/index.html"} << "a neighbour's page";
    std::string lines = Server::page;
    for (std::size_t at; (at = lines.find("PAGES")) != lines.npos;) lines.replace(at, 5, pages);
    leaves_neighbours_alone(
        WebServer{Server::name, folder(), site(), {"site=" + file("page.conf", lines)}});
  }

  void no_word_opens_the_login() {
    site().start();
    const WebServer server{Server::name, folder(), site(), {"login=" + passwords()}};
    for (const char* word : {"nothing", "^nothing$", "(?!)", "Bearer x", "Basic"}) {
      const Answer answer =
          server.transport().send({"GET", "/customers", {{"Authorization", word}}, {}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(word, 401, answer.status);
    }
  }

  void a_proxy_in_front_is_told() {
    site().settle({"auth = none"});
    site().start();
    const WebServer server{Server::name, folder(), site()};
    const auto status = [&](const Headers& headers) {
      return server.transport().send({"GET", "/customers", headers, {}}).status;
    };
    CPPUNIT_ASSERT_EQUAL(200, status({}));
    for (const char* header : {"X-Forwarded-For", "Forwarded"}) {
      CPPUNIT_ASSERT_EQUAL(403, status({{header, "for=192.0.2.7"}}));
      // A client may ask that a header go no further.
      for (const char* dropped : {"Forwarded", "X-Forwarded-For, Forwarded"}) {
        CPPUNIT_ASSERT_EQUAL(403, status({{header, "for=192.0.2.7"}, {"Connection", dropped}}));
      }
    }
  }

  void a_program_that_is_away_is_missed_in_words() {
    const WebServer server{Server::name, folder(), site()};
    for (int i = 0; i < 2; ++i) {
      const Answer answer = server.transport().send({"GET", "/customers", {}, {}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.failure, 503, answer.status);
      CPPUNIT_ASSERT(!answer.body.empty());
    }
    site().start();
    CPPUNIT_ASSERT(eventually(
        [&] {
          return server.transport().send({"GET", "/customers", {}, {}}).status == 200;
        },
        std::chrono::seconds{3}));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(OtherServerTest<Lighttpd>, "lighttpd_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(OtherServerTest<Caddy>, "caddy_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(OtherServerTest<Haproxy>, "haproxy_sqlite");

}  // namespace
}  // namespace callwidgets::test
