// Whose name lighttpd, Caddy and HAProxy pass: nobody's but those whose password they have checked.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "passed_logins.h"
#include "web_server.h"

namespace callwidgets::test {
namespace {

using Words = std::vector<std::string>;

const char* const kMounts[] = {"/api", "", "/2.4.9"};

template <class Kind>
class OtherLoginsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(OtherLoginsTest<Kind>);
  CPPUNIT_TEST(without_its_login_it_names_nobody);
  CPPUNIT_TEST(its_login_names_who_has_passed_it);
  CPPUNIT_TEST(nobody_is_named_at_status);
  CPPUNIT_TEST(a_preflight_is_not_asked);
  CPPUNIT_TEST(a_bearer_token_passes_where_it_may);
  CPPUNIT_TEST(no_headers_of_a_client_are_a_name);
  CPPUNIT_TEST(a_401_is_told_to_pages_of_other_origins);
  CPPUNIT_TEST_SUITE_END();

 public:
  void without_its_login_it_names_nobody() {
    for (const std::string mount : kMounts) {
      const WebServer server = open(mount);
      for (const char* sent :
           {"", kRight, kWrong, kNobody, "Bearer x", "bearer y", "Digest username=\"mary\""}) {
        const bool passes = Kind::kPassesPasswords || std::string{sent}.find("earer ") == 1;
        CPPUNIT_ASSERT_EQUAL(std::string{"200 user= authorization="} + (passes ? sent : ""),
                             PassedLogins::seen(server.transport(), sent));
      }
      for (const Headers& both : kBoth) {
        PassedLogins::seen(server.transport(), "GET", "/customers", both);
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({""}));
  }

  void its_login_names_who_has_passed_it() {
    for (const std::string mount : kMounts) {
      logins_.forget();
      const WebServer server = open(mount, {login()});
      const Transport front = server.transport();
      CPPUNIT_ASSERT_EQUAL(mary_, PassedLogins::seen(front, kRight));
      CPPUNIT_ASSERT_EQUAL(joe_, PassedLogins::seen(front, kJoe));
      CPPUNIT_ASSERT_EQUAL(mary_, PassedLogins::seen(front, "GET", "/?type=x", as(kRight)));
      CPPUNIT_ASSERT_EQUAL(
          mary_, PassedLogins::seen(front, "POST", "/customers", with_no_body(as(kRight))));
      for (const char* sent : {"", kWrong, kNobody, "Bearer x", "Basic",
                               "Basic bWFyeTo=", "Basic bWFyeQ==", "Digest username=\"mary\""}) {
        refuses(front, sent);
      }
      for (const char* path : {"/", "/x/../customers", "/%63ustomers", "/status/../customers",
                               "/x/status", "/statusx", "/customers/status", "?/status"}) {
        if (mount.empty() && *path == '?') continue;
        CPPUNIT_ASSERT_EQUAL_MESSAGE(server.url() + path, std::string{"401"},
                                     PassedLogins::seen(front, "GET", path));
      }
      for (const char* method : {"POST", "PUT", "HEAD", "OPTION", "OPTIONSX", "options"}) {
        const std::string seen = PassedLogins::seen(front, method, "/customers", with_no_body({}));
        CPPUNIT_ASSERT_MESSAGE(method + seen,
                               seen == "401" || seen == "400" || seen == "405" || seen == "501");
      }
      CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({"mary", "joe"}));
    }
  }

  // Nobody is asked there, and whoever sends a password that is wrong has no name.
  void nobody_is_named_at_status() {
    for (const std::string mount : kMounts) {
      const WebServer server = open(mount, {login()});
      for (const char* sent : {"", kWrong}) {
        for (const char* path : {"/status", "/%73tatus", "/status?a=/api/customers"}) {
          CPPUNIT_ASSERT_EQUAL_MESSAGE(
              path, named("", sent), PassedLogins::seen(server.transport(), "GET", path, as(sent)));
        }
      }
      for (const char* path : {"/status/", "/./status", "//status", "/STATUS", "/status;a",
                               "/x/../status", "/status/x", "/status%2F..%2Fcustomers"}) {
        PassedLogins::seen(server.transport(), "GET", path, as(kWrong));
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({""}));
  }

  void a_preflight_is_not_asked() {
    for (const std::string mount : kMounts) {
      const WebServer server = open(mount, {login()});
      for (const char* sent : {"", kWrong}) {
        for (const char* path : {"/customers", "/widgets/data?x", "/"}) {
          CPPUNIT_ASSERT_EQUAL(named("", sent), PassedLogins::seen(server.transport(), "OPTIONS",
                                                                   path, with_no_body(as(sent))));
        }
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({""}));
  }

  void a_bearer_token_passes_where_it_may() {
    for (const std::string mount : kMounts) {
      const WebServer server = open(mount, {login(), "opened=Bearer"});
      const Transport front = server.transport();
      for (const std::string sent : {"Bearer x", "bearer cw_y", "BEARER a.b.c"}) {
        CPPUNIT_ASSERT_EQUAL("200 user= authorization=" + sent, PassedLogins::seen(front, sent));
      }
      CPPUNIT_ASSERT_EQUAL(mary_, PassedLogins::seen(front, kRight));
      for (const char* sent :
           {"", kWrong, "Bearer", "Bearerx", "Basic Bearer x", "Basic bWFyeTo= Bearer x"}) {
        refuses(front, sent);
      }
      // One of each: whichever the server goes by, no name comes unchecked.
      for (const Headers& both : kBoth) PassedLogins::seen(front, "GET", "/customers", both);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({"", "mary"}));
  }

  void no_headers_of_a_client_are_a_name() {
    for (const Words& words : {Words{}, Words{login(), "opened=Bearer"}}) {
      const WebServer server = open("/api", words);
      Headers headers = kForged;
      headers.emplace_back("Authorization", "Bearer x");
      CPPUNIT_ASSERT_EQUAL(std::string{"200 user= authorization=Bearer x"},
                           PassedLogins::seen(server.transport(), "GET", "/customers", headers));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({""}));
  }

  // Its own; the program's says so itself.
  void a_401_is_told_to_pages_of_other_origins() {
    const WebServer server =
        open("/api", {login(), "opened=Bearer", "origin=https://www.example.com"});
    const std::string page = "https://www.example.com";
    for (const std::string& origin :
         {page, page + ".evil", std::string{"https://wwwxexample.com"}}) {
      const auto allowed = [&](const std::string& sent, int status) {
        return PassedLogins::told_to_page(server.transport(), origin, sent, status);
      };
      const std::string told = origin == page ? page + " true" : " ";
      CPPUNIT_ASSERT_EQUAL(told, allowed("", 401));
      CPPUNIT_ASSERT_EQUAL(told, allowed(kWrong, 401));
      CPPUNIT_ASSERT_EQUAL(Kind::kTellsAlways && origin == page ? told : "https://mine ",
                           allowed(kBad, 401));
      // lighttpd can't tell its 401 from other answers; the program says the same in these.
      CPPUNIT_ASSERT_EQUAL(Kind::kTellsAlways ? told : std::string{" "}, allowed(kRight, 200));
    }
  }

 private:
  inline static const Headers kBoth[] = {{{"Authorization", "Bearer x"}, {"Authorization", kWrong}},
                                         {{"Authorization", kWrong}, {"Authorization", "Bearer x"}},
                                         {{"Authorization", std::string{kWrong} + ", Bearer x"}},
                                         {{"Authorization", std::string{"Bearer x, "} + kWrong}}};

  static Headers with_no_body(Headers headers) {
    headers.emplace_back("Content-Length", "0");
    return headers;
  }

  // A header that isn't even of the right form lighttpd refuses with a 400.
  static void refuses(const Transport& front, const std::string& sent) {
    const std::string seen = PassedLogins::seen(front, sent);
    const bool is_formed = sent.empty() || sent == kWrong || sent == kNobody;
    CPPUNIT_ASSERT_MESSAGE(sent + ": " + seen, seen == "401" || (!is_formed && seen == "400"));
  }

  std::string login() const { return "login=" + logins_.passwords(); }
  WebServer open(const std::string& mount, Words words = {}) const {
    words.push_back("mount=" + mount);
    return WebServer{Kind::kName, logins_.folder(), logins_.site(), words};
  }

  PassedLogins logins_;
  static std::string named(const std::string& name, const std::string& sent) {
    return "200 user=" + name + " authorization=" + (Kind::kPassesPasswords ? sent : "");
  }
  const std::string mary_ = named("mary", kRight), joe_ = named("joe", kJoe);
};

struct Lighttpd {
  static constexpr const char* kName = "lighttpd";
  static constexpr bool kPassesPasswords = true, kTellsAlways = true;
};
struct Caddy {
  static constexpr const char* kName = "caddy";
  static constexpr bool kPassesPasswords = false, kTellsAlways = false;
};
struct Haproxy {
  static constexpr const char* kName = "haproxy";
  static constexpr bool kPassesPasswords = false, kTellsAlways = false;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(OtherLoginsTest<Lighttpd>, "lighttpd_logins_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(OtherLoginsTest<Caddy>, "caddy_logins_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(OtherLoginsTest<Haproxy>, "haproxy_logins_sqlite");

}  // namespace
}  // namespace callwidgets::test
