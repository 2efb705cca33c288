// The examples in docs/signed-tokens.md, run as they stand there.
#include <cppunit/extensions/HelperMacros.h>

#include <ctime>
#include <fstream>
#include <sstream>

#include "document.h"
#include "fcgi/signed/verifying/verify_token.h"
#include "process.h"
#include "site.h"

namespace callwidgets::test {
namespace {

using identity::Algorithm;

const std::string kId = "Ab12cd34";
const std::string kSecret = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

class SignedExamplesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SignedExamplesTest);
  CPPUNIT_TEST(php_signs_with_a_shared_secret);
  CPPUNIT_TEST(php_signs_with_a_private_key);
  CPPUNIT_TEST(node_signs_with_a_shared_secret);
  CPPUNIT_TEST(node_signs_with_a_private_key);
  CPPUNIT_TEST_SUITE_END();

 public:
  void php_signs_with_a_shared_secret() {
    verifies(output({"php8.2", example("PHP, HS256")}), Algorithm::hs256, kSecret);
  }
  void node_signs_with_a_shared_secret() {
    verifies(output({"node", example("Node, HS256")}), Algorithm::hs256, kSecret);
  }
  // So often that some of the numbers begin with a zero byte, and are shorter in DER.
  void php_signs_with_a_private_key() {
    const std::string repeat =
        "for ($i = 0; $i < 600; ++$i) { include '" + example("PHP, ES256") + "'; echo \"\\n\"; }";
    const std::string public_key = make_keys();
    std::istringstream tokens{output({"php8.2", "-r", repeat})};
    int count = 0;
    for (std::string token; std::getline(tokens, token); ++count) {
      verifies(token, Algorithm::es256, public_key);
    }
    CPPUNIT_ASSERT_EQUAL(600, count);
  }
  void node_signs_with_a_private_key() {
    const std::string public_key = make_keys();
    verifies(output({"node", example("Node, ES256")}), Algorithm::es256, public_key);
  }

 private:
  // The file of an example.
  std::string example(const std::string& name) const {
    std::string file = folder_ / "example";
    std::ofstream{file} << document_block("docs/signed-tokens.md", name);
    return file;
  }

  // By the documented commands. Gives the public key.
  std::string make_keys() const {
    const std::string script = document_block("docs/signed-tokens.md", "a pair of keys");
    const Finished made = run({"bash", "-ec", "cd \"$1\"\n" + script, "bash", folder_ / ""});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.err, 0, made.status);
    std::ifstream in{folder_ / "public.pem"};
    return {std::istreambuf_iterator<char>(in), {}};
  }

  std::string output(std::vector<std::string> command) const {
    command.insert(command.begin(),
                   {"env", "CALLWIDGETS_KEY_ID=" + kId, "CALLWIDGETS_SECRET=" + kSecret,
                    "CALLWIDGETS_PRIVATE_KEY=" + (folder_ / "private.pem")});
    const Finished done = run(command);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.out + done.err, 0, done.status);
    return done.out;
  }

  static void verifies(const std::string& printed, Algorithm algorithm, const std::string& secret) {
    identity::Credential key;
    key.kind = identity::CredentialKind::key;
    key.name = kId;
    key.algorithm = algorithm;
    key.secret = secret;
    const std::string token = printed.substr(0, printed.find('\n'));
    CPPUNIT_ASSERT_EQUAL(kId, web::key_id_of(token).value_or(printed));
    const std::int64_t now = std::time(nullptr);
    const auto found = web::verify_token(token, key, "https://figures.example.com", now);
    if (const auto* refused = std::get_if<web::RefusedToken>(&found)) {
      CPPUNIT_FAIL(refused->reason + ": " + printed);
    }
    const auto& claims = std::get<web::Claims>(found);
    CPPUNIT_ASSERT(claims.customers == std::vector<std::int64_t>{4711});
    CPPUNIT_ASSERT(claims.expires > now && claims.expires <= now + 600);
  }

  Folder folder_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SignedExamplesTest, "signed_examples_socket");

}  // namespace
}  // namespace callwidgets::test
