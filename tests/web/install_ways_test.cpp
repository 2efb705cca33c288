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
