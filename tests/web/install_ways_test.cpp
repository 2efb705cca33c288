// INSTALL.md typed as it stands, from the built programs to the first answer, for each way in.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "import_site.h"
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
  CPPUNIT_TEST(a_rented_host_answers_and_shows_the_dashboard);
  CPPUNIT_TEST(lighttpd_answers);
  CPPUNIT_TEST(lighttpd_keeps_no_answer);
  CPPUNIT_TEST(caddy_answers);
  CPPUNIT_TEST(haproxy_answers);
  CPPUNIT_TEST(nginx_answers_without_systemd);
  CPPUNIT_TEST(apache_answers_without_systemd);
  CPPUNIT_TEST(nginx_shows_the_dashboard);
  CPPUNIT_TEST(apache_shows_the_dashboard);
  CPPUNIT_TEST(lighttpd_shows_the_dashboard);
  CPPUNIT_TEST(caddy_shows_the_dashboard);
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
  void a_rented_host_answers_and_shows_the_dashboard() {
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
    host.run_block("dashboard rented");
    host.run_session("dashboard rented answers");
  }

  void nginx_shows_the_dashboard() {
    const Folder folder;
    const InstalledHost host{folder, guide_way("nginx")};
    host.install();
    host.run_block("dashboard files");
    host.run_block("dashboard nginx");
    host.run_session("dashboard nginx answers");
    host.run_block("dashboard frames");
    const Answer page = dashboard(host, "");
    const std::string policy = page.header("Content-Security-Policy");
    CPPUNIT_ASSERT_EQUAL(200, page.status);
    CPPUNIT_ASSERT_MESSAGE(policy,
                           policy.ends_with("frame-ancestors 'self' https://www.example.com"));
  }

  void apache_shows_the_dashboard() {
    const Folder folder;
    const InstalledHost host{folder, guide_way("apache")};
    host.install();
    host.run_block("dashboard files");
    host.run_block("dashboard apache");
    host.run_session("dashboard apache answers");
  }

  void lighttpd_shows_the_dashboard() { shows_the_dashboard("lighttpd"); }
  void caddy_shows_the_dashboard() { shows_the_dashboard("caddy"); }

 private:
  static Answer dashboard(const InstalledHost& host, const std::string& name,
                          const Headers& headers = {}) {
    return over_http(host.port(), "/dashboard/", {"GET", name, headers, {}});
  }

  // By lines that stand in INSTALL.md alone.
  static void shows_the_dashboard(const std::string& server) {
    const Folder folder;
    const InstalledHost host{folder, guide_way(server)};
    host.install();
    host.run_block("dashboard files");
    host.run_block("dashboard " + server);
    const std::string shipped = read_all(source_path() / "nginx/callwidgets-dashboard.conf");
    const std::string policy = dashboard(host, "").header("Content-Security-Policy");
    CPPUNIT_ASSERT_MESSAGE(policy, shipped.find("\"" + policy + "\" always") != shipped.npos);
    for (const std::string name : {"", "call-widgets.js"}) {
      const Answer answer = dashboard(host, name, {{"Accept-Encoding", "gzip"}});
      CPPUNIT_ASSERT_EQUAL(200, answer.status);
      CPPUNIT_ASSERT_EQUAL(policy, answer.header("Content-Security-Policy"));
      CPPUNIT_ASSERT_EQUAL(std::string{"nosniff"}, answer.header("X-Content-Type-Options"));
      CPPUNIT_ASSERT_EQUAL(std::string{"same-origin"}, answer.header("Referrer-Policy"));
      CPPUNIT_ASSERT_EQUAL(std::string{"no-cache"}, answer.header("Cache-Control"));
      CPPUNIT_ASSERT_EQUAL(std::string{"gzip"}, answer.header("Content-Encoding"));
      CPPUNIT_ASSERT_EQUAL(std::string{name.empty() ? "" : "*"},
                           answer.header("Access-Control-Allow-Origin"));
      CPPUNIT_ASSERT_EQUAL(
          std::string{name.empty() ? "text/html" : "text/javascript"} + "; charset=utf-8",
          answer.header("Content-Type"));
      const Answer held = dashboard(
          host, name, {{"Accept-Encoding", "gzip"}, {"If-None-Match", answer.header("ETag")}});
      CPPUNIT_ASSERT_EQUAL(304, held.status);
    }
    CPPUNIT_ASSERT_EQUAL(404, dashboard(host, "none").status);
    CPPUNIT_ASSERT(dashboard(host, ".hidden").status >= 400);
    host.type("touch /usr/local/share/callwidgets/dashboard/.hidden");
    CPPUNIT_ASSERT(dashboard(host, ".hidden").status >= 400);
    const Answer slash = over_http(host.port(), "/dashboard", {"GET", "", {}, {}});
    CPPUNIT_ASSERT_EQUAL(301, slash.status);
    CPPUNIT_ASSERT_MESSAGE(slash.header("Location"),
                           slash.header("Location").ends_with("dashboard/"));
    CPPUNIT_ASSERT_EQUAL(200, host.get("/customers").status);
  }

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
