// Whose name nginx passes: nobody's but those whose password it has checked, whatever the site
// says.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "passed_logins.h"

namespace callwidgets::test {
namespace {

using Words = std::vector<std::string>;

class NginxLoginsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(NginxLoginsTest);
  CPPUNIT_TEST(without_its_login_it_names_nobody);
  CPPUNIT_TEST(a_login_of_the_sites_names_nobody);
  CPPUNIT_TEST(its_login_names_who_has_passed_it);
  CPPUNIT_TEST(it_does_so_at_other_mount_points);
  CPPUNIT_TEST(a_preflight_is_not_asked);
  CPPUNIT_TEST(a_bearer_token_passes_where_it_may);
  CPPUNIT_TEST(a_part_of_another_page_is_nobodys);
  CPPUNIT_TEST(a_login_of_another_path_is_none_here);
  CPPUNIT_TEST(no_headers_of_a_client_are_a_name);
  CPPUNIT_TEST(no_caller_gets_anothers_copy);
  CPPUNIT_TEST(a_401_is_told_to_pages_of_other_origins);
  CPPUNIT_TEST_SUITE_END();

 public:
  void without_its_login_it_names_nobody() {
    for (const Words& with : {Words{}, Words{"cached"}}) {
      const Nginx nginx{logins_.folder(), logins_.site().socket(), with};
      for (const char* sent :
           {"", kRight, kWrong, kNobody, "Bearer x", "Digest username=\"mary\""}) {
        CPPUNIT_ASSERT_EQUAL(std::string{"200 user= authorization="} + sent,
                             PassedLogins::seen(nginx.transport(), sent));
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({""}));
  }

  void a_login_of_the_sites_names_nobody() {
    const std::string any = site("satisfy any; allow 127.0.0.1; deny all;"), all = site("");
    for (const Words& more : {Words{}, Words{"cached"}}) {
      const Nginx by_address{logins_.folder(), logins_.site().socket(), with(any, more)};
      for (const char* sent : {"", kRight, kWrong, kNobody}) {
        CPPUNIT_ASSERT_EQUAL(std::string{"200 user= authorization="} + sent,
                             PassedLogins::seen(by_address.transport(), sent));
      }
    }
    for (const Words& more : {Words{}, Words{"cached"}}) {
      const Nginx by_password{logins_.folder(), logins_.site().socket(), with(all, more)};
      CPPUNIT_ASSERT_EQUAL(std::string{"200 user= authorization="} + kRight,
                           PassedLogins::seen(by_password.transport(), kRight));
      for (const char* sent : {"", kWrong, kNobody}) {
        CPPUNIT_ASSERT_EQUAL(std::string{"401"}, PassedLogins::seen(by_password.transport(), sent));
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({""}));
  }

  // Also where the site is content with an address, or asks for nothing.
  void its_login_names_who_has_passed_it() {
    const std::string any = site("satisfy any; allow 127.0.0.1; deny all;"),
                      off = logins_.file("off.conf", "auth_basic off; satisfy any; allow all;\n");
    for (const std::string& site : {std::string{}, any, off}) {
      for (const Words& more : {Words{login()}, Words{login(), "cached"}}) {
        logins_.forget();
        const Nginx nginx{logins_.folder(), logins_.site().socket(), with(site, more)};
        const Transport front = nginx.transport();
        CPPUNIT_ASSERT_EQUAL(mary_, PassedLogins::seen(front, kRight));
        for (const char* sent : {"", kWrong, kNobody, "Bearer x", "Basic",
                                 "Basic bWFyeTo=", "Digest username=\"mary\""}) {
          CPPUNIT_ASSERT_EQUAL_MESSAGE(sent, std::string{"401"}, PassedLogins::seen(front, sent));
        }
        CPPUNIT_ASSERT_EQUAL(std::string{"200 "},
                             PassedLogins::seen(front, "HEAD", "/customers", as(kRight)));
        CPPUNIT_ASSERT_EQUAL(std::string{"405"}, post(front));
        CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({"mary"}));
        // Nobody is asked at /status, so nobody has a name there.
        for (const char* sent : {kRight, kWrong}) {
          for (const char* path : {"/status", "/%73tatus", "/status?a=/api/customers"}) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(path, nobody_,
                                         PassedLogins::seen(front, "GET", path, as(sent)));
          }
        }
      }
    }
  }

  void it_does_so_at_other_mount_points() {
    for (const char* mount : {"mount=/2.4.9", "mount="}) {
      const Nginx nginx{logins_.folder(), logins_.site().socket(), {login(), mount}};
      const Transport front = nginx.transport();
      CPPUNIT_ASSERT_EQUAL(mary_, PassedLogins::seen(front, kRight));
      CPPUNIT_ASSERT_EQUAL(mary_, PassedLogins::seen(front, "GET", "/?type=x", as(kRight)));
      CPPUNIT_ASSERT_EQUAL(std::string{"401"}, PassedLogins::seen(front, kWrong));
      CPPUNIT_ASSERT_EQUAL(nobody_, PassedLogins::seen(front, "GET", "/status", as(kWrong)));
    }
  }

  void a_preflight_is_not_asked() {
    const Nginx nginx{logins_.folder(), logins_.site().socket(), {login()}};
    const Transport front = nginx.transport();
    for (const char* sent : {"", kRight, kWrong}) {
      for (const char* path : {"/customers", "/widgets/data?x", "", "/"}) {
        CPPUNIT_ASSERT_EQUAL(nobody_, PassedLogins::seen(front, "OPTIONS", path, as(sent)));
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({""}));
    for (const char* method : {"OPTION", "OPTIONSX", "XOPTIONS", "options"}) {
      const std::string seen = PassedLogins::seen(front, method, "/customers", as(kWrong));
      CPPUNIT_ASSERT_MESSAGE(method + seen, seen == "401" || seen == "400" || seen == "405");
    }
  }

  void a_bearer_token_passes_where_it_may() {
    const Nginx nginx{logins_.folder(), logins_.site().socket(), {login(), "opened=Bearer"}};
    const Transport front = nginx.transport();
    for (const std::string sent : {"Bearer x", "bearer cw_y", "BEARER a.b.c"}) {
      CPPUNIT_ASSERT_EQUAL("200 user= authorization=" + sent, PassedLogins::seen(front, sent));
    }
    CPPUNIT_ASSERT_EQUAL(mary_, PassedLogins::seen(front, kRight));
    for (const char* sent :
         {"", kWrong, "Bearer", "Bearerx", "Basic Bearer x", "Basic bWFyeTo= Bearer x"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(sent, std::string{"401"}, PassedLogins::seen(front, sent));
    }
    // One of each: whichever nginx goes by, no name comes unchecked.
    for (const Headers& both :
         {Headers{{"Authorization", "Bearer x"}, {"Authorization", kWrong}},
          Headers{{"Authorization", kWrong}, {"Authorization", "Bearer x"}}}) {
      PassedLogins::seen(front, "GET", "/customers", both);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({"", "mary"}));
  }

  void a_part_of_another_page_is_nobodys() {
    logins_.file("page.html", "<!--# include virtual=\"/api/customers\" -->");
    const std::string page = logins_.file(
        "ssi.conf", "location = /page.html { ssi on; root " + logins_.folder().path() + "; }\n");
    const Nginx nginx{logins_.folder(), logins_.site().socket(), with(page, {login()})};
    const std::string url = nginx.url();
    const int port = std::stoi(url.substr(url.rfind(':') + 1));
    for (const char* sent : {kWrong, kRight, ""}) {
      const Answer answer = over_http(port, "", {"GET", "/page.html?/api/customers", as(sent), {}});
      CPPUNIT_ASSERT_EQUAL(std::string{"user= authorization="}, answer.body);
    }
    CPPUNIT_ASSERT_EQUAL(mary_, PassedLogins::seen(nginx.transport(), kRight));
  }

  // Where an error of the site's leads here, the name that it failed on is nobody's.
  void a_login_of_another_path_is_none_here() {
    const std::string leads = logins_.file(
        "leads.conf",
        "error_page 401 403 404 = /api/customers;\nlocation = /closed { auth_basic closed; "
        "auth_basic_user_file " +
            logins_.passwords() + "; root /nowhere; }\n");
    const Nginx nginx{logins_.folder(), logins_.site().socket(), with(leads, {login()})};
    const std::string url = nginx.url();
    const int port = std::stoi(url.substr(url.rfind(':') + 1));
    for (const char* path : {"/closed", "/nothing", "/api/customers", "/api/status/x"}) {
      const Answer answer = over_http(port, "", {"GET", path, as(kWrong), {}});
      CPPUNIT_ASSERT_MESSAGE(path + answer.body,
                             answer.body.find("user=mary") == std::string::npos);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({""}));
  }

  void no_headers_of_a_client_are_a_name() {
    for (const Words& words : {Words{}, Words{login(), "opened=Bearer"}}) {
      const Nginx nginx{logins_.folder(), logins_.site().socket(), words};
      Headers headers = kForged;
      headers.emplace_back("Authorization", "Bearer x");
      CPPUNIT_ASSERT_EQUAL(std::string{"200 user= authorization=Bearer x"},
                           PassedLogins::seen(nginx.transport(), "GET", "/customers", headers));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({""}));
  }

  void no_caller_gets_anothers_copy() {
    const Nginx nginx{logins_.folder(), logins_.site().socket(), {login(), "cached"}};
    for (int times = 0; times < 20; ++times) {
      CPPUNIT_ASSERT_EQUAL(mary_, PassedLogins::seen(nginx.transport(), kRight));
      CPPUNIT_ASSERT_EQUAL(joe_, PassedLogins::seen(nginx.transport(), kJoe));
      CPPUNIT_ASSERT_EQUAL(std::string{"401"}, PassedLogins::seen(nginx.transport(), kWrong));
    }
  }

  // Its own; the program's says so itself.
  void a_401_is_told_to_pages_of_other_origins() {
    const Nginx nginx{
        logins_.folder(), logins_.site().socket(), {login(), "opened=example\\|Bearer"}};
    const std::string page = "https://www.example.com";
    for (const std::string& origin :
         {page, page + ".evil", std::string{"https://wwwxexample.com"}}) {
      const auto allowed = [&](const std::string& sent, int status) {
        return PassedLogins::told_to_page(nginx.transport(), origin, sent, status);
      };
      const std::string told = origin == page ? page + " true" : " ";
      CPPUNIT_ASSERT_EQUAL(told, allowed("", 401));
      CPPUNIT_ASSERT_EQUAL(told, allowed(kWrong, 401));
      CPPUNIT_ASSERT_EQUAL(std::string{"https://mine "}, allowed(kBad, 401));
      CPPUNIT_ASSERT_EQUAL(std::string{" "}, allowed(kRight, 200));
    }
  }

 private:
  // A POST gets to the program too, with the name: it answers all methods itself.
  static std::string post(const Transport& front) {
    const std::string seen = PassedLogins::seen(front, "POST", "/customers", as(kRight));
    return seen == "200 user=mary authorization=" ? "405" : seen;
  }

  std::string login() const { return "login=" + logins_.passwords(); }
  static Words with(const std::string& site, Words words) {
    if (!site.empty()) words.push_back("site=" + site);
    return words;
  }
  // A site that has a login of its own.
  std::string site(const std::string& more) const {
    return logins_.file(
        more.empty() ? "all.conf" : "any.conf",
        more + " auth_basic site; auth_basic_user_file " + logins_.passwords() + ";\n");
  }

  PassedLogins logins_;
  const std::string mary_ = "200 user=mary authorization=", joe_ = "200 user=joe authorization=";
  const std::string nobody_ = "200 user= authorization=";
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(NginxLoginsTest, "nginx_logins_sqlite");

}  // namespace
}  // namespace callwidgets::test
