// callwidgets-admin key: what it prints, keeps and refuses.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "certificates.h"
#include "credentials/store.h"
#include "import_site.h"

namespace callwidgets::test {
namespace {

using identity::Algorithm;

template <Database kind>
class KeyCommandsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(KeyCommandsTest);
  CPPUNIT_TEST(a_secret_is_made_and_shown_once);
  CPPUNIT_TEST(a_public_key_is_kept_as_it_is);
  CPPUNIT_TEST(what_is_no_public_key_is_refused);
  CPPUNIT_TEST(options_that_contradict_are_refused);
  CPPUNIT_TEST(a_revoked_key_stays_listed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_secret_is_made_and_shown_once() {
    const Finished added = site().admin({"key", "add", "the shop", "--customer", "7"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.err, 0, added.status);
    const auto tab = added.out.find('\t');
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.out, std::size_t{8}, tab);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.out, std::size_t{8 + 1 + 43 + 1}, added.out.size());
    const std::string kid = added.out.substr(0, 8), secret = added.out.substr(9, 43);
    CPPUNIT_ASSERT_MESSAGE(added.err,
                           added.err.find("key " + kid + " added, HS256: ") != added.err.npos);
    CPPUNIT_ASSERT_MESSAGE(added.err, added.err.find("43 characters") != added.err.npos);
    CPPUNIT_ASSERT_MESSAGE(added.err, added.err.find(secret) == added.err.npos);
    const auto key = stored(kid);
    CPPUNIT_ASSERT(key.algorithm == Algorithm::hs256);
    CPPUNIT_ASSERT_EQUAL(secret, key.secret);
    CPPUNIT_ASSERT(key.customers == std::vector<std::int64_t>{7});
    const std::string listed = site().must_admin({"key", "list"});
    CPPUNIT_ASSERT_MESSAGE(listed, listed.starts_with(kid + "\tthe shop\tone\t7\tHS256\t20"));
    CPPUNIT_ASSERT_MESSAGE(listed, listed.ends_with("\tnever\tgood\n"));
    CPPUNIT_ASSERT_MESSAGE(listed, listed.find(secret) == listed.npos);
    const std::string other = site().must_admin({"key", "add", "other"});
    CPPUNIT_ASSERT(other.substr(0, 8) != kid && other.substr(9) != added.out.substr(9));
  }

  void a_public_key_is_kept_as_it_is() {
    make_keys();
    const std::string pem = read_all(site_.folder() / "public.pem");
    const Finished added = add_public(site_.folder() / "public.pem");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.err, 0, added.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.out, std::size_t{9}, added.out.size());
    const auto key = stored(added.out.substr(0, 8));
    CPPUNIT_ASSERT(key.algorithm == Algorithm::es256);
    CPPUNIT_ASSERT_EQUAL(pem, key.secret);
    const Finished piped = add_public("-", "# the shop's\n" + pem + "\n\n");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(piped.err, 0, piped.status);
    CPPUNIT_ASSERT_EQUAL(pem, stored(piped.out.substr(0, 8)).secret);
    const std::string listed = site().must_admin({"key", "list"});
    CPPUNIT_ASSERT_MESSAGE(listed, listed.find("\tpage\tone\tall\tES256\t20") != listed.npos);
    CPPUNIT_ASSERT_MESSAGE(listed, listed.find("BEGIN") == listed.npos);
  }

  void what_is_no_public_key_is_refused() {
    make_keys();
    const auto file = [&](const std::string& name) { return read_all(site_.folder() / name); };
    const std::string pem = file("public.pem");
    refused(file("private.pem"), "is a private key, which stays with whoever signs");
    refused(file("old.pem"), "is a private key");
    refused(file("rsa.pem"), "is a private key");
    refused(pem + file("private.pem"), "is a private key");
    refused(file("rsa_public.pem"), "holds a public key of another kind");
    refused(file("p384_public.pem"), "holds a public key of another kind");
    refused(read_all(certificates_.authority()), "is a certificate");
    refused(pem + pem, "holds several public keys");
    refused(pem + std::string(4096, '\n'), "has more than 4 kB");
    refused("", "holds no public key");
    refused(pem.substr(0, pem.size() / 2), "holds no public key");
    refused(std::string{pem}.replace(40, 1, "*"), "holds a damaged public key");
    const Finished absent = add_public(site_.folder() / "absent.pem");
    CPPUNIT_ASSERT_EQUAL(1, absent.status);
    CPPUNIT_ASSERT_MESSAGE(
        absent.err, absent.err.find("absent.pem' cannot be read: No such file") != absent.err.npos);
    CPPUNIT_ASSERT_EQUAL(1, add_public(site_.folder().path()).status);
    CPPUNIT_ASSERT_EQUAL(std::string{}, site().must_admin({"key", "list"}));
  }

  void options_that_contradict_are_refused() {
    for (const auto& [options, part] :
         std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"--algorithm", "ES256"}, "needs --public-key FILE"},
             {{"--public-key", "-"}, "--public-key is for --algorithm ES256"},
             {{"--algorithm", "HS256", "--public-key", "-"}, "--public-key is for"},
             {{"--algorithm", "none"}, "--algorithm is 'none'; allowed: HS256, ES256"},
             {{"--algorithm", "hs256"}, "--algorithm is 'hs256'"},
             {{"--expires", "never"}, "no option --expires"}}) {
      std::vector<std::string> words{"key", "add", "shop"};
      words.insert(words.end(), options.begin(), options.end());
      const Finished done = site().admin(words);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(part, 1, done.status);
      CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find(part) != done.err.npos);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, site().must_admin({"key", "list"}));
  }

  void a_revoked_key_stays_listed() {
    const std::string kid = site().must_admin({"key", "add", "shop"}).substr(0, 8);
    site().must_admin({"key", "revoke", kid});
    const std::string listed = site().must_admin({"key", "list"});
    CPPUNIT_ASSERT_MESSAGE(listed, listed.find("\tnever\trevoked 20") != listed.npos);
    CPPUNIT_ASSERT(stored(kid).revoked > 0);
    CPPUNIT_ASSERT_EQUAL(std::string{}, stored(kid).secret);
    CPPUNIT_ASSERT_EQUAL(1, site().admin({"key", "revoke", "00000000"}).status);
    CPPUNIT_ASSERT_EQUAL(1, site().admin({"token", "revoke", kid}).status);
  }

 private:
  const Site& site() const { return site_.site(); }

  void make_keys() {
    const Finished made =
        run({"sh", "-ec",
             "cd \"$1\"\n"
             "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out private.pem\n"
             "openssl ec -in private.pem -out old.pem\n"
             "openssl pkey -in private.pem -pubout -out public.pem\n"
             "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out p384.pem\n"
             "openssl pkey -in p384.pem -pubout -out p384_public.pem\n"
             "openssl genrsa -traditional -out rsa.pem 2048\n"
             "openssl pkey -in rsa.pem -pubout -out rsa_public.pem\n",
             "sh", site_.folder().path()});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.err, 0, made.status);
  }

  Finished add_public(const std::string& file, const std::string& input = {}) const {
    return site().admin({"key", "add", "page", "--algorithm", "ES256", "--public-key", file},
                        input);
  }

  void refused(const std::string& input, const std::string& part) const {
    const Finished done = add_public("-", input);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(part, 1, done.status);
    CPPUNIT_ASSERT_EQUAL(std::string{}, done.out);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("standard input " + part) != done.err.npos);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("BEGIN") == done.err.npos);
  }

  identity::Credential stored(const std::string& kid) const {
    const auto session = database::open_reader(*database::Address::parse(site_.database()));
    const auto found = credentials::find(*session, identity::CredentialKind::key, kid).credential;
    CPPUNIT_ASSERT_MESSAGE(kid, found.has_value());
    return *found;
  }

  ImportSite site_{kind};
  Certificates certificates_{"localhost"};
};

using KeyCommandsSqlite = KeyCommandsTest<Database::sqlite>;
using KeyCommandsMariadb = KeyCommandsTest<Database::mariadb>;
using KeyCommandsMysql56 = KeyCommandsTest<Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KeyCommandsSqlite, "key_commands_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KeyCommandsMariadb, "key_commands_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(KeyCommandsMysql56, "key_commands_mysql56");

}  // namespace
}  // namespace callwidgets::test
