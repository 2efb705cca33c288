#include "fcgi/transport/allowed_peers.h"

#include <arpa/inet.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <netinet/in.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>

using callwidgets::web::AllowedPeers;

class AllowedPeersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AllowedPeersTest);
  CPPUNIT_TEST(without_a_list_this_host_alone_may_connect);
  CPPUNIT_TEST(with_a_list_who_is_named_may_connect);
  CPPUNIT_TEST(a_list_of_something_else_is_refused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void tearDown() override { unsetenv("FCGI_WEB_SERVER_ADDRS"); }

  void without_a_list_this_host_alone_may_connect() {
    for (const char* list : {"", " , "}) {
      const AllowedPeers peers = from(list);
      CPPUNIT_ASSERT(!peers.any_named());
      for (const char* peer : {"127.0.0.1", "127.255.0.9", "::1", "::ffff:127.0.0.1"})
        CPPUNIT_ASSERT_MESSAGE(peer, peers.allows(address(peer)));
      for (const char* peer : {"192.0.2.7", "0.0.0.0", "::", "2001:db8::7", "::ffff:192.0.2.7",
                               "fe80::1", "128.0.0.1"})
        CPPUNIT_ASSERT_MESSAGE(peer, !peers.allows(address(peer)));
    }
  }

  void with_a_list_who_is_named_may_connect() {
    const AllowedPeers peers = from("192.0.2.7, 2001:DB8:0:0::7,::ffff:192.0.2.9");
    CPPUNIT_ASSERT(peers.any_named());
    for (const char* peer : {"192.0.2.7", "::ffff:192.0.2.7", "2001:db8::7", "192.0.2.9"})
      CPPUNIT_ASSERT_MESSAGE(peer, peers.allows(address(peer)));
    for (const char* peer : {"192.0.2.8", "127.0.0.1", "::1", "2001:db8::8"})
      CPPUNIT_ASSERT_MESSAGE(peer, !peers.allows(address(peer)));
  }

  void a_list_of_something_else_is_refused() {
    for (const char* list : {"localhost", "192.0.2.7,nginx", "192.0.2.0/24", "192.0.2.7:80"})
      CPPUNIT_ASSERT_THROW_MESSAGE(list, from(list), std::runtime_error);
  }

 private:
  static AllowedPeers from(const char* list) {
    setenv("FCGI_WEB_SERVER_ADDRS", list, 1);
    return AllowedPeers::from_environment();
  }

  static sockaddr_storage address(const std::string& text) {
    sockaddr_storage storage{};
    sockaddr_in ipv4{};
    sockaddr_in6 ipv6{};
    if (inet_pton(AF_INET, text.c_str(), &ipv4.sin_addr) == 1) {
      ipv4.sin_family = AF_INET;
      std::memcpy(&storage, &ipv4, sizeof ipv4);
    } else if (inet_pton(AF_INET6, text.c_str(), &ipv6.sin6_addr) == 1) {
      ipv6.sin6_family = AF_INET6;
      std::memcpy(&storage, &ipv6, sizeof ipv6);
    }
    return storage;
  }
};
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(AllowedPeersTest, "allowed_peers");
