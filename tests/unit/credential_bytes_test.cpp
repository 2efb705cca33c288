#include <cppunit/extensions/HelperMacros.h>

#include <limits>
#include <random>

#include "equal_credentials.h"
#include "identity/credential.h"

using namespace callwidgets;

namespace {

using identity::Credential;
using test::check_equal;

// Every field differs from its default.
Credential full() {
  Credential credential;
  credential.kind = identity::CredentialKind::key;
  credential.name = "Ab12cd34";
  credential.label = std::string{"the shop\0's \xC3\xA9", 13};
  credential.account = std::numeric_limits<std::int64_t>::max();
  credential.customers = {1, 7, 999'999'999'999'999'999};
  credential.algorithm = identity::Algorithm::es256;
  credential.secret = std::string{"\0\xFF\x80", 3};
  credential.created = 1'700'000'000;
  credential.expires = -1;
  credential.revoked = 0x0102030405060708;
  credential.last_used = 20'000;
  return credential;
}

class CredentialBytesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CredentialBytesTest);
  CPPUNIT_TEST(every_field_comes_back);
  CPPUNIT_TEST(no_customers_are_not_all);
  CPPUNIT_TEST(the_bytes_stay_what_they_are);
  CPPUNIT_TEST(a_part_is_nothing);
  CPPUNIT_TEST(customers_out_of_order_are_nothing);
  CPPUNIT_TEST(damaged_bytes_are_nothing_or_something_else);
  CPPUNIT_TEST_SUITE_END();

 public:
  void every_field_comes_back() {
    for (const Credential& credential : {full(), Credential{}}) {
      const auto read = identity::read_credential(identity::credential_bytes(credential));
      CPPUNIT_ASSERT(read.has_value());
      check_equal(credential, *read);
    }
  }

  void no_customers_are_not_all() {
    Credential none = full();
    none.customers.emplace();
    const auto read = identity::read_credential(identity::credential_bytes(none));
    CPPUNIT_ASSERT(read.has_value());
    check_equal(none, *read);
    none.customers.reset();
    check_equal(none, *identity::read_credential(identity::credential_bytes(none)));
  }

  // Programs of several builds share a folder: another form is another version.
  void the_bytes_stay_what_they_are() {
    Credential credential;
    credential.kind = identity::CredentialKind::token;
    credential.name = "Ab";
    credential.account = 258;
    credential.customers = {7};
    credential.secret = "s";
    credential.created = 1;
    credential.expires = 2;
    credential.revoked = 3;
    credential.last_used = 4;
    const std::string bytes{
        "\x01"                              // version
        "\x02"                              // kind
        "\x02\0\0\0Ab"                      // name
        "\0\0\0\0"                          // label
        "\x02\x01\0\0\0\0\0\0"              // account
        "\x01\x01\0\0\0\x07\0\0\0\0\0\0\0"  // customers
        "\0"                                // algorithm
        "\x01\0\0\0s"                       // secret
        "\x01\0\0\0\0\0\0\0"                // created
        "\x02\0\0\0\0\0\0\0"                // expires
        "\x03\0\0\0\0\0\0\0"                // revoked
        "\x04\0\0\0",                       // last used
        67};
    CPPUNIT_ASSERT_EQUAL(bytes, identity::credential_bytes(credential));
    for (const char other_version : {'\0', '\x02'}) {
      std::string changed = bytes;
      changed[0] = other_version;
      CPPUNIT_ASSERT(!identity::read_credential(changed));
    }
  }

  void a_part_is_nothing() {
    const std::string whole = identity::credential_bytes(full());
    for (std::size_t size = 0; size < whole.size(); ++size)
      CPPUNIT_ASSERT(!identity::read_credential(std::string_view{whole}.substr(0, size)));
    CPPUNIT_ASSERT(!identity::read_credential(whole + '\0'));
    CPPUNIT_ASSERT(!identity::read_credential(whole + whole));
  }

  void customers_out_of_order_are_nothing() {
    for (const std::vector<std::int64_t>& customers :
         std::vector<std::vector<std::int64_t>>{{2, 1}, {1, 1}, {1, 3, 2}}) {
      Credential credential = full();
      credential.customers = customers;
      CPPUNIT_ASSERT(!identity::read_credential(identity::credential_bytes(credential)));
    }
  }

  void damaged_bytes_are_nothing_or_something_else() {
    const std::string whole = identity::credential_bytes(full());
    std::mt19937 random{1};
    for (std::size_t at = 0; at < whole.size(); ++at) {
      for (int value = 0; value < 256; ++value) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(value);
        if (random() % 4 == 0) damaged.resize(random() % (whole.size() + 40));
        const auto read = identity::read_credential(damaged);
        if (read) CPPUNIT_ASSERT(identity::credential_bytes(*read) == damaged);
      }
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CredentialBytesTest, "credential_bytes");

}  // namespace
