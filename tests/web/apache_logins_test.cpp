// Whose name Apache passes, by FastCGI, with a cache, and to plain CGI.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "passed_logins.h"

namespace callwidgets::test {
namespace {

using Words = std::vector<std::string>;
using Way = Apache::Way;

class ApacheLoginsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ApacheLoginsTest);
  CPPUNIT_TEST(without_its_login_it_names_nobody);
  CPPUNIT_TEST(a_login_of_the_sites_names_nobody);
  CPPUNIT_TEST(basic_names_who_has_passed_it);
  CPPUNIT_TEST(digest_names_who_has_passed_it);
  CPPUNIT_TEST(an_address_that_is_enough_makes_no_name);
  CPPUNIT_TEST(a_login_that_failed_is_told);
  CPPUNIT_TEST(it_does_so_at_other_mount_points);
  CPPUNIT_TEST(a_preflight_is_not_asked);
  CPPUNIT_TEST(a_bearer_token_passes_where_it_may);
  CPPUNIT_TEST(no_headers_of_a_client_are_a_name);
  CPPUNIT_TEST(no_caller_gets_anothers_copy);
  CPPUNIT_TEST(a_401_is_told_to_pages_of_other_origins);
  CPPUNIT_TEST_SUITE_END();

 public:
  void without_its_login_it_names_nobody() {
    const Apache apache = with({});
    for (const Way way : kWays) {
      const Transport front = apache.transport(way);
      for (const char* sent : {"", kRight, kWrong, kNobody, "Digest username=\"mary\""}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(sent, nobody_, PassedLogins::seen(front, sent));
      }
      CPPUNIT_ASSERT_EQUAL(std::string{"200 user= authorization=Bearer x"},
                           PassedLogins::seen(front, "Bearer x"));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({""}));
  }

  void a_login_of_the_sites_names_nobody() {
    for (const std::string require : {"Require valid-user", "Require local\nRequire valid-user"}) {
      const Apache apache =
          with({site("<Location \"/\">\nAuthType Basic\nAuthName site\n"
                     "AuthUserFile \"" +
                     logins_.passwords() + "\"\n" + require + "\n</Location>\n")});
      for (const Way way : kWays) {
        for (const char* sent : {"", kRight, kWrong, kNobody}) {
          CPPUNIT_ASSERT_EQUAL_MESSAGE(sent, nobody_,
                                       PassedLogins::seen(apache.transport(way), sent));
        }
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({""}));
  }

  void basic_names_who_has_passed_it() {
    const std::string by_address = site("<Location \"/\">\nRequire local\n</Location>\n");
    for (const Words& words : {Words{basic()}, Words{basic(), by_address}}) {
      const Apache apache = with(words);
      for (const Way way : kWays) {
        const Transport front = apache.transport(way);
        logins_.forget();
        CPPUNIT_ASSERT_EQUAL(mary_, PassedLogins::seen(front, kRight));
        for (const char* sent : {"", kWrong, kNobody, "Bearer x", "Basic", "Basic bWFyeTo="}) {
          CPPUNIT_ASSERT_EQUAL_MESSAGE(sent, std::string{"401"}, PassedLogins::seen(front, sent));
        }
        CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({"mary"}));
        for (const char* path : {"/status", "/%73tatus", "//status"}) {
          CPPUNIT_ASSERT_EQUAL_MESSAGE(
              path, nobody_, PassedLogins::seen(front, "GET", path, {{"Authorization", kWrong}}));
        }
      }
    }
  }

  // As the platform's own client asks: by Digest, without a User-Agent, following nothing.
  void digest_names_who_has_passed_it() {
    const Apache apache = with({digest()});
    for (const Way way : kWays) {
      for (const std::string target :
           {"/miscellaneous/ping", "/customers", "/widgets/data?type=call_totals&customer_id=1"}) {
        CPPUNIT_ASSERT_EQUAL(std::string{"user=mary authorization= 200"},
                             curl(apache.url(way) + target, "mary:secret"));
        CPPUNIT_ASSERT(curl(apache.url(way) + target, "mary:wrong").ends_with(" 401"));
        CPPUNIT_ASSERT(curl(apache.url(way) + target, "admin:secret").ends_with(" 401"));
      }
      CPPUNIT_ASSERT_EQUAL(nobody_, PassedLogins::seen(apache.transport(way), "GET", "/status"));
      for (const char* sent : {"", kRight, kWrong, "Digest username=\"mary\"", "Bearer x"}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(sent, std::string{"401"},
                                     PassedLogins::seen(apache.transport(way), sent));
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({"mary", ""}));
  }

  void an_address_that_is_enough_makes_no_name() {
    const Apache apache =
        with({basic(), site("<Location \"/\">\nOrder allow,deny\nAllow from 127.0.0.1\n"
                            "Satisfy any\n</Location>\n")});
    for (const Way way : kWays) {
      for (const char* sent : {"", kRight, kWrong, kNobody}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(sent, nobody_,
                                     PassedLogins::seen(apache.transport(way), sent));
      }
    }
  }

  // Apache hands on the claimed name where the error's own page is the program's: the program has
  // to know (web::RequestFields).
  void a_login_that_failed_is_told() {
    const Apache apache = with({basic(), site("ErrorDocument 401 /api/customers\n")});
    for (const Way way : kWays) {
      const Answer answer =
          apache.transport(way).send({"GET", "/customers", {{"Authorization", kWrong}}, {}});
      // Behind a balancer Apache keeps to its own 401.
      if (way != Way::cgi) {
        CPPUNIT_ASSERT_EQUAL(401, answer.status);
        CPPUNIT_ASSERT_MESSAGE(answer.body, answer.body.find("user=") == answer.body.npos);
        continue;
      }
      CPPUNIT_ASSERT_EQUAL(std::string{"user=mary authorization= after 401"}, answer.body);
    }
  }

  void it_does_so_at_other_mount_points() {
    for (const char* mount : {"/2.4.9", ""}) {
      const Apache apache{logins_.folder(), logins_.site(), mount, logins_.cgi(), {basic()}};
      for (const Way way : kWays) {
        const Transport front = apache.transport(way);
        CPPUNIT_ASSERT_EQUAL(mary_, PassedLogins::seen(front, kRight));
        CPPUNIT_ASSERT_EQUAL(std::string{"401"}, PassedLogins::seen(front, kWrong));
        CPPUNIT_ASSERT_EQUAL(
            nobody_, PassedLogins::seen(front, "GET", "/status", {{"Authorization", kWrong}}));
      }
    }
  }

  void a_preflight_is_not_asked() {
    for (const std::string& login : {basic(), digest()}) {
      const Apache apache = with({login});
      for (const Way way : kWays) {
        for (const char* sent : {"", kRight, kWrong}) {
          const Headers headers = *sent ? Headers{{"Authorization", sent}} : Headers{};
          CPPUNIT_ASSERT_EQUAL(
              nobody_, PassedLogins::seen(apache.transport(way), "OPTIONS", "/customers", headers));
        }
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({""}));
  }

  void a_bearer_token_passes_where_it_may() {
    const Apache apache = with({basic(), "opened=Require expr"});
    for (const Way way : kWays) {
      const Transport front = apache.transport(way);
      for (const std::string sent : {"Bearer x", "bearer cw_y", "BEARER a.b.c"}) {
        CPPUNIT_ASSERT_EQUAL("200 user= authorization=" + sent, PassedLogins::seen(front, sent));
      }
      CPPUNIT_ASSERT_EQUAL(mary_, PassedLogins::seen(front, kRight));
      for (const char* sent : {"", kWrong, "Bearer", "Bearerx", "Basic Bearer x"}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(sent, std::string{"401"}, PassedLogins::seen(front, sent));
      }
      for (const Headers& both :
           {Headers{{"Authorization", "Bearer x"}, {"Authorization", kWrong}},
            Headers{{"Authorization", kWrong}, {"Authorization", "Bearer x"}}}) {
        PassedLogins::seen(front, "GET", "/customers", both);
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, logins_.others_than({"", "mary"}));
  }

  void no_headers_of_a_client_are_a_name() {
    const Apache apache = with({});
    for (const Way way : kWays) {
      CPPUNIT_ASSERT_EQUAL(nobody_,
                           PassedLogins::seen(apache.transport(way), "GET", "/customers", kForged));
    }
  }

  void no_caller_gets_anothers_copy() {
    const Apache apache = with({basic()});
    for (int times = 0; times < 20; ++times) {
      const Transport front = apache.transport(Way::cached);
      CPPUNIT_ASSERT_EQUAL(mary_, PassedLogins::seen(front, kRight));
      CPPUNIT_ASSERT_EQUAL(joe_, PassedLogins::seen(front, kJoe));
      CPPUNIT_ASSERT_EQUAL(std::string{"401"}, PassedLogins::seen(front, kWrong));
    }
  }

  // Its own; the program's says so itself.
  void a_401_is_told_to_pages_of_other_origins() {
    const std::string page = "https://www.example.com";
    for (const std::string& login : {basic(), digest()}) {
      const Apache apache = with({login, "opened=Require expr"});
      for (const Way way : kWays) {
        for (const std::string& origin :
             {page, page + ".evil", std::string{"https://wwwxexample.com"}}) {
          const auto allowed = [&](const std::string& sent, int status) {
            return PassedLogins::told_to_page(apache.transport(way), origin, sent, status);
          };
          CPPUNIT_ASSERT_EQUAL(std::string{origin == page ? page + " true" : " "},
                               allowed("", 401));
          CPPUNIT_ASSERT_EQUAL(std::string{"https://mine "}, allowed(kBad, 401));
          CPPUNIT_ASSERT_EQUAL(std::string{" "}, allowed("Bearer x", 200));
        }
      }
    }
  }

 private:
  static constexpr Way kWays[] = {Way::fcgi, Way::cached, Way::cgi};

  Apache with(const Words& words) const {
    return Apache{logins_.folder(), logins_.site(), "/api", logins_.cgi(), words};
  }
  std::string basic() const { return "basic=" + logins_.passwords(); }
  std::string digest() const { return "digest=" + logins_.digests(); }
  std::string site(const std::string& text) const {
    return "site=" + logins_.file("site-lines.conf", text);
  }

  static std::string curl(const std::string& url, const std::string& login) {
    return run({"curl", "-s", "--noproxy", "*", "-m", "30", "-A", "", "--digest", "-u", login, "-w",
                " %{http_code}", url})
        .out;
  }

  PassedLogins logins_;
  const std::string mary_ = "200 user=mary authorization=", joe_ = "200 user=joe authorization=";
  const std::string nobody_ = "200 user= authorization=";
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ApacheLoginsTest, "apache_logins_sqlite");

}  // namespace
}  // namespace callwidgets::test
