// Way in, caller, route, customer, account, If-None-Match and method, all of them with each other.
#include "identity_matrix.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>
#include <iostream>

#include "signed_identities.h"

namespace callwidgets::test {
namespace {

class IdentityMatrixTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(IdentityMatrixTest);
  CPPUNIT_TEST(all_ways_together);
  CPPUNIT_TEST(logins_and_tokens_behind_web_servers_that_ask);
  CPPUNIT_TEST(logins_and_tokens);
  CPPUNIT_TEST(logins_only);
  CPPUNIT_TEST(tokens_only);
  CPPUNIT_TEST(signed_tokens_only);
  CPPUNIT_TEST(this_host_only);
  CPPUNIT_TEST(everyone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void logins_and_tokens_behind_web_servers_that_ask() {
    const std::string auth = "server, token", users = passwords();
    Site& site = start(auth);
    const Nginx nginx{folder_, site.socket(), {"login=" + users, "opened=Bearer"}};
    const Apache apache{folder_, site, "/api", {}, {"basic=" + users, "opened=Bearer"}};
    try_ways(auth, {{program_socket(site), Way::Logins::passed},
                    {nginx.transport(), Way::Logins::checked, 5},
                    {apache.transport(Apache::Way::fcgi), Way::Logins::checked, 5},
                    {apache.transport(Apache::Way::cgi), Way::Logins::checked, 60}});
  }

  void all_ways_together() {
    const std::string auth = "server, token, signed";
    Site& site = start(auth);
    const Nginx nginx{folder_, site.socket()};
    const Apache apache{folder_, site};
    try_ways(auth, {{program_socket(site), Way::Logins::passed},
                    {nginx.transport(), Way::Logins::none, 5},
                    {apache.transport(Apache::Way::fcgi), Way::Logins::none, 5},
                    {apache.transport(Apache::Way::cgi), Way::Logins::none, 60},
                    {plain_cgi(site), Way::Logins::passed, 60}});
  }

  void logins_and_tokens() { try_some("server, token"); }
  void logins_only() { try_some("server"); }
  void tokens_only() { try_some("token"); }
  void signed_tokens_only() { try_some("signed"); }
  void this_host_only() { try_some("none"); }
  void everyone() { try_some("everyone"); }

 private:
  Site& start(const std::string& auth) {
    std::vector<std::string> settings = {"account = one", "auth = " + auth,
                                         "cache_folder = " + (folder_ / "answers")};
    if (auth.ends_with("signed")) settings.push_back(std::string("token_audience = ") + kAudience);
    site_ = std::make_unique<Site>(folder_, "program", database_, settings);
    site_->start();
    return *site_;
  }

  void try_some(const std::string& auth) {
    Site& site = start(auth);
    const Nginx nginx{folder_, site.socket()};
    try_ways(auth, {{program_socket(site), Way::Logins::passed},
                    {nginx.transport(), Way::Logins::none, 20},
                    {plain_cgi(site), Way::Logins::passed, 200}});
  }

  void try_ways(const std::string& auth, const std::vector<Way>& ways) {
    IdentityMatrix matrix{accounts_, identities_, auth};
    for (const Way& way : ways) matrix.try_all(way);
    std::cerr << matrix.table() << std::flush;
    CPPUNIT_ASSERT_EQUAL(std::string(), matrix.wrongs());
    std::ifstream in{site_->log_file()};
    const std::string log{std::istreambuf_iterator<char>(in), {}};
    for (const std::string& token : identities_.tokens()) {
      CPPUNIT_ASSERT_MESSAGE("a token is in the log",
                             log.find(token.substr(11)) == std::string::npos);
    }
  }

  // For everybody whom a web server is to let in.
  std::string passwords() const {
    const std::string file = folder_ / "users";
    write_passwords(file, identities_);
    return file;
  }

  Folder folder_;
  const std::string database_ = fresh_database(Database::sqlite, folder_);
  const Site admin_{folder_, "admin", database_};
  const TwoAccounts accounts_{admin_};
  const Identities identities_{admin_, database_.substr(std::string("sqlite:").size())};
  std::unique_ptr<Site> site_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(IdentityMatrixTest, "identity_matrix_sqlite");

}  // namespace
}  // namespace callwidgets::test
