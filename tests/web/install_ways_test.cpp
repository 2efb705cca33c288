// INSTALL.md typed as it stands, from the built programs to the first answer, for each way in.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include "installed_host.h"

namespace callwidgets::test {
namespace {

class InstallWaysTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(InstallWaysTest);
  CPPUNIT_TEST(nginx_answers);
  CPPUNIT_TEST(apache_answers);
  CPPUNIT_TEST(apache_answers_by_plain_cgi);
  CPPUNIT_TEST(nginx_answers_without_systemd);
  CPPUNIT_TEST(apache_answers_without_systemd);
  CPPUNIT_TEST_SUITE_END();

 public:
  void nginx_answers() { answers(guide_way("nginx")); }
  void apache_answers() { answers(guide_way("apache")); }
  void apache_answers_by_plain_cgi() { answers(guide_way("cgi")); }
  void nginx_answers_without_systemd() { answers({"nginx", "nginx", "spawn-fcgi"}); }
  void apache_answers_without_systemd() { answers({"apache", "apache2", "spawn-fcgi"}); }

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
