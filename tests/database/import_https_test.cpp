// Pages over TLS: from a server whose certificate is known and names it, and from no other.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "certificates.h"
#include "import_site.h"

namespace callwidgets::test {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

class ImportHttpsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ImportHttpsTest);
  CPPUNIT_TEST(a_known_certificate_is_accepted_and_no_other);
  CPPUNIT_TEST_SUITE_END();

  const ImportSite site_{Database::sqlite};

  Finished import(const std::string& url, const std::string& authorities) const {
    std::vector<std::string> command =
        site_.site().admin_command({"import", "--url", url, "--attempts", "1"});
    command.insert(command.begin(),
                   {"env", "SSL_CERT_FILE=" + authorities, "SSL_CERT_DIR=/nonexistent"});
    return run(command);
  }

 public:
  void a_known_certificate_is_accepted_and_no_other() {
    const std::string folder = site_.folder().path();
    const Certificates certificates{"localhost"};
    site_.file(
        "cdrs?page=0",
        "HTTP/1.0 200 OK\r\n\r\n{\"total\":1,\"page\":0,\"pagesize\":10,\"numpages\":1,\"cdrs\":[{"
        "\"cdr_id\":\"1\",\"start\":\"2021-01-01 00:00:00\",\"duration\":5,\"answered\":1,"
        "\"customer_id\":7}]}");
    Process server{{"sh", "-c",
                    "cd '" + folder + "' && exec openssl s_server -accept 127.0.0.1:0 -cert '" +
                        certificates.certificate() + "' -key '" + certificates.key() + "' -HTTP"},
                   folder + "/out",
                   folder + "/err"};
    std::string port;
    for (int tries = 0; port.empty() && tries < 300; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds{100});
      const std::string out = read_all(folder + "/out");
      const auto at = out.find("ACCEPT 127.0.0.1:");
      if (at == out.npos || out.find('\n', at) == out.npos) continue;
      const auto begin = at + std::string{"ACCEPT 127.0.0.1:"}.size();
      port = out.substr(begin, out.find('\n', at) - begin);
    }
    CPPUNIT_ASSERT(!port.empty());

    const Finished unknown =
        import("https://localhost:" + port + "/cdrs", certificates.other_authority());
    CPPUNIT_ASSERT_EQUAL(1, unknown.status);
    CPPUNIT_ASSERT_MESSAGE(unknown.err, holds(unknown.err, "certificate"));
    const Finished other_name =
        import("https://127.0.0.1:" + port + "/cdrs", certificates.authority());
    CPPUNIT_ASSERT_EQUAL(1, other_name.status);
    CPPUNIT_ASSERT_MESSAGE(other_name.err, holds(other_name.err, "certificate"));
    CPPUNIT_ASSERT_EQUAL(std::string{"\"0\""}, site_.data("call_totals"));

    const Finished known = import("https://localhost:" + port + "/cdrs", certificates.authority());
    CPPUNIT_ASSERT_EQUAL_MESSAGE(known.err, 0, known.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"\"1\""}, site_.data("call_totals"));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ImportHttpsTest, "import_https");

}  // namespace
}  // namespace callwidgets::test
