// What a server's address says: the one who writes and the one who reads reach the same server, by
// TCP, by a unix socket, and by TLS where the server takes nothing else.
#include <cppunit/extensions/HelperMacros.h>

#include <optional>

#include "accounts/account.h"
#include "certificates.h"
#include "database/migration.h"
#include "database/session.h"
#include "install_guide.h"
#include "own_server.h"
#include "sql_client.h"

using namespace callwidgets;
using database::Address;
using database::Error;

namespace {

// `url` with another host in it, and options.
std::string at_host(const std::string& url, const std::string& host,
                    const std::string& options = {}) {
  const auto at = url.rfind('@') + 1;
  return url.substr(0, at) + host + url.substr(url.find(':', at)) + options;
}

// What is written by one session is read by the other.
void writes_and_reads(const std::string& url) {
  const auto address = Address::parse(url);
  CPPUNIT_ASSERT_MESSAGE(url, address);
  const auto writer = database::open_writer(*address);
  database::migrate(*writer);
  const std::string name = "account " + std::to_string(accounts::all(*writer).size());
  accounts::add(*writer, name, "UTC", "");
  const auto reader = database::open_reader(*address);
  CPPUNIT_ASSERT_EQUAL(name, accounts::all(*reader).back().name);
}

// What both say; they agree in refusing.
std::string refusals(const std::string& url) {
  const auto address = Address::parse(url);
  CPPUNIT_ASSERT_MESSAGE(url, address);
  std::string said;
  for (const bool writing : {true, false}) {
    try {
      if (writing) database::open_writer(*address);
      if (!writing) database::open_reader(*address);
      CPPUNIT_FAIL(url + (writing ? " lets the writer in" : " lets the reader in"));
    } catch (const Error& error) {
      CPPUNIT_ASSERT_MESSAGE(error.what(), error.kind() == Error::Kind::unavailable);
      said += std::string{error.what()} + "\n";
    }
  }
  return said;
}

template <test::Database kind>
class ServerAddressTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ServerAddressTest);
  CPPUNIT_TEST(localhost_is_tcp_to_the_port);
  CPPUNIT_TEST(a_socket_is_taken_instead_of_the_port);
  CPPUNIT_TEST(names_and_passwords_may_hold_any_sign);
  CPPUNIT_TEST(a_server_without_tls_is_refused_where_tls_is_wanted);
  CPPUNIT_TEST_SUITE_END();

 public:
  void localhost_is_tcp_to_the_port() { writes_and_reads(at_host(fresh(), "localhost")); }

  void a_socket_is_taken_instead_of_the_port() {
    const std::string url = fresh();
    const std::string user = test::install_guide::importing_user();
    const auto colon = user.find(':');
    test::sql(url, "GRANT ALL PRIVILEGES ON *.* TO '" + user.substr(0, colon) +
                       "'@'localhost' IDENTIFIED BY '" + user.substr(colon + 1) + "'");
    // Nobody listens on port 1.
    const auto at = url.rfind('@') + 1;
    writes_and_reads(url.substr(0, at) + "localhost:1" + url.substr(url.rfind('/')) +
                     "?socket=" + server().socket());
    const std::string said = refusals(url + "?socket=/nowhere/server.sock");
    CPPUNIT_ASSERT_MESSAGE(said, said.find("/nowhere/server.sock") != said.npos);
  }

  void names_and_passwords_may_hold_any_sign() {
    const std::string url = fresh();
    test::sql(url, "GRANT ALL PRIVILEGES ON *.* TO 'a;b@c'@'127.0.0.1' IDENTIFIED BY ';=@/?&+ %'");
    const auto at = url.rfind('@');
    writes_and_reads("mysql://a%3Bb%40c:%3B%3D%40%2F%3F%26+%20%25" + url.substr(at));
  }

  void a_server_without_tls_is_refused_where_tls_is_wanted() {
    for (const char* tls : {"?tls=required", "?tls=verify"}) {
      const std::string said = refusals(fresh() + tls);
      CPPUNIT_ASSERT_MESSAGE(said, said.find("TLS") != said.npos || said.find("SSL") != said.npos);
    }
  }

 private:
  static test::OwnServer& server() {
    static test::OwnServer server{kind, {"--skip-ssl"}};
    return server;
  }
  static std::string fresh() { return server().fresh_database(); }
};

// A server that takes nothing but TLS; its certificate is for `localhost`.
class ServerTlsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ServerTlsTest);
  CPPUNIT_TEST(without_tls_it_lets_nobody_in);
  CPPUNIT_TEST(with_tls_both_are_let_in);
  CPPUNIT_TEST(another_authority_is_refused);
  CPPUNIT_TEST(another_host_is_refused_where_it_is_to_be_verified);
  CPPUNIT_TEST(an_unreadable_file_is_named);
  CPPUNIT_TEST_SUITE_END();

 public:
  void without_tls_it_lets_nobody_in() {
    const auto address = Address::parse(url_);
    CPPUNIT_ASSERT_THROW(database::open_writer(*address), Error);
    CPPUNIT_ASSERT_THROW(database::open_reader(*address), Error);
  }

  void with_tls_both_are_let_in() {
    writes_and_reads(at_host(url_, "127.0.0.1", "?tls=required"));
    writes_and_reads(at_host(url_, "127.0.0.1", "?ca=" + certificates().authority()));
    writes_and_reads(at_host(url_, "localhost", "?tls=verify&ca=" + certificates().authority()));
  }

  void another_authority_is_refused() {
    const std::string other = "ca=" + certificates().other_authority();
    refusals(at_host(url_, "localhost", "?tls=required&" + other));
    refusals(at_host(url_, "localhost", "?tls=verify&" + other));
    // The system's authorities have never heard of it.
    refusals(at_host(url_, "localhost", "?tls=verify"));
  }

  void another_host_is_refused_where_it_is_to_be_verified() {
    refusals(at_host(url_, "127.0.0.1", "?tls=verify&ca=" + certificates().authority()));
  }

  void an_unreadable_file_is_named() {
    const std::string said = refusals(at_host(url_, "localhost", "?ca=/nowhere/ca.pem"));
    CPPUNIT_ASSERT_MESSAGE(said, said.find("ca=/nowhere/ca.pem") != said.npos);
  }

 private:
  static test::Certificates& certificates() {
    static test::Certificates certificates{"localhost"};
    return certificates;
  }
  // The test's own client has no TLS.
  static std::string prepared() {
    static test::OwnServer server{
        test::Database::mariadb,
        {"--ssl-ca=" + certificates().authority(), "--ssl-cert=" + certificates().certificate(),
         "--ssl-key=" + certificates().key()}};
    const std::string url = server.fresh_database();
    test::sql(url, "SET GLOBAL require_secure_transport = 1");
    return url;
  }
  static const std::string& shared_url() {
    static const std::string url = prepared();
    return url;
  }

  const std::string& url_ = shared_url();
};

using ServerAddressMariadb = ServerAddressTest<test::Database::mariadb>;
using ServerAddressMysql56 = ServerAddressTest<test::Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ServerAddressMariadb, "server_address_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ServerAddressMysql56, "server_address_mysql56");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ServerTlsTest, "server_tls_mariadb");

}  // namespace
