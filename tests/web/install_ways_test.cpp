// INSTALL.md typed as it stands, from the built programs to the first answer, for each way in.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "installed_host.h"
#include "transports.h"

namespace callwidgets::test {
namespace {

class InstallWaysTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(InstallWaysTest);
  CPPUNIT_TEST(nginx_answers);
  CPPUNIT_TEST(apache_answers);
  CPPUNIT_TEST(apache_answers_by_plain_cgi);
  CPPUNIT_TEST(apache_answers_by_mod_fcgid);
  CPPUNIT_TEST(a_rented_host_answers);
  CPPUNIT_TEST(lighttpd_answers);
  CPPUNIT_TEST(lighttpd_keeps_no_answer);
  CPPUNIT_TEST(caddy_answers);
  CPPUNIT_TEST(haproxy_answers);
  CPPUNIT_TEST(nginx_answers_without_systemd);
  CPPUNIT_TEST(apache_answers_without_systemd);
  CPPUNIT_TEST_SUITE_END();

 public:
  void nginx_answers() { answers(guide_way("nginx")); }
  void apache_answers() { answers(guide_way("apache")); }
  void apache_answers_by_plain_cgi() { answers(guide_way("cgi")); }
  void apache_answers_by_mod_fcgid() { answers(guide_way("fcgid")); }
  void lighttpd_answers() { answers(guide_way("lighttpd")); }
  void caddy_answers() { answers(guide_way("caddy")); }
  void haproxy_answers() { answers(guide_way("haproxy")); }
  void nginx_answers_without_systemd() { answers({"nginx", "nginx", "spawn-fcgi"}); }
  void apache_answers_without_systemd() { answers({"apache", "apache2", "spawn-fcgi"}); }

  // Debian's lighttpd keeps what it has compressed, of files, in a folder that nobody empties.
  void lighttpd_keeps_no_answer() {
    const Folder folder;
    const InstalledHost host{folder, guide_way("lighttpd")};
    host.serve();
    const Answer answer =
        host.ask({"GET",
                  "/widgets/data?type=calls_per_day&from_date=2026-10-01&to_date=2026-11-30",
                  {{"Accept-Encoding", "gzip"}},
                  {}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.body, 200, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string("gzip"), answer.header("Content-Encoding"));
    CPPUNIT_ASSERT_EQUAL(std::string(), host.type("find /var/cache/lighttpd/ -type f").out);
    // It would be seen there.
    host.type(
        "echo 'deflate.allowed-encodings = (\"gzip\")' >/etc/lighttpd/conf-enabled/99-all.conf");
    host.type("systemctl restart lighttpd");
    host.type("cp INSTALL.md /var/www/html/guide.txt");
    host.type("curl -H 'Accept-Encoding: gzip' -o /dev/null http://127.0.0.1/guide.txt");
    CPPUNIT_ASSERT(!host.type("find /var/cache/lighttpd/ -type f").out.empty());
  }
  // By somebody who isn't root, and of whose files nothing is installed.
  void a_rented_host_answers() {
    const Folder folder;
    GuideHost host{folder, {}};
    open_to_all(folder);
    host.has_users("65534");
    host.has("rented");
    host.stands_for(" build/bin/", " " + program_path(""));
    host.stands_for("https://www.example.com/",
                    "http://127.0.0.1:" + std::to_string(host.port()) + "/");
    host.run_block("calls file");
    host.is_typed_by_its_user("/home/you");
    host.run_block("rented host");
    host.run_session("rented host answers");
  }

 private:
  static void answers(const GuideWay& way) {
    const Folder folder;
    const InstalledHost host{folder, way};
    host.install();
    host.run_session(way.block + " answers");
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(InstallWaysTest, "install_ways_sqlite");

}  // namespace
}  // namespace callwidgets::test
