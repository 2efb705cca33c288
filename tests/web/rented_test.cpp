// A rented host: Apache that is somebody else's, a .htaccess and plain CGI; with and without the
// real suexec.
#include <cppunit/extensions/HelperMacros.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "import_site.h"
#include "mounted_test.h"
#include "passed_logins.h"

namespace callwidgets::test {
namespace {

using Words = std::vector<std::string>;

constexpr uid_t kNobodysId = 65534;

// What a host allows in a .htaccess, at the least and as many do.
const std::string kLeast = "override=FileInfo", kUsual = "override=AuthConfig FileInfo Limit";

class RentedTest : public MountedTest {
  CPPUNIT_TEST_SUITE(RentedTest);
  CPPUNIT_TEST(it_answers_at_each_mount_point);
  CPPUNIT_TEST(it_answers_from_the_document_root);
  CPPUNIT_TEST(it_passes_all_of_a_request);
  CPPUNIT_TEST(it_knows_who_has_logged_in);
  CPPUNIT_TEST(it_makes_no_name_of_a_header);
  CPPUNIT_TEST(it_leaves_neighbours_alone);
  CPPUNIT_TEST(it_goes_before_another_applications_rules);
  CPPUNIT_TEST(a_token_arrives_where_no_file_in_cgi_bin_is_read);
  CPPUNIT_TEST(a_token_arrives_by_CGIPassAuth);
  CPPUNIT_TEST(a_login_of_the_host_is_a_name);
  CPPUNIT_TEST(no_file_of_ours_is_shown);
  CPPUNIT_TEST(a_mistake_in_the_settings_is_told);
  CPPUNIT_TEST(what_is_made_is_its_owners_alone);
  CPPUNIT_TEST(suexec_loses_a_variable_of_the_web_servers);
  CPPUNIT_TEST(suexec_refuses_what_a_group_may_write);
  CPPUNIT_TEST(a_host_that_allows_less_says_so);
  CPPUNIT_TEST(options_that_a_host_leaves_out_can_be_taken);
  CPPUNIT_TEST(only_root_may_have_suexec);
  CPPUNIT_TEST_SUITE_END();

 public:
  void it_answers_at_each_mount_point() {
    for (const std::string& suexec : suexecs()) {
      for (const std::string mount : {"/api", "/2.4.9", "/cgi-bin/callwidgets.cgi", ""}) {
        answers(rented({suexec, "mount=" + mount, kLeast}), 404, mount.empty());
      }
    }
  }

  void it_answers_from_the_document_root() {
    for (const std::string& suexec : suexecs()) {
      for (const std::string mount : {"/api", "/2.4.9", "/callwidgets.cgi", ""}) {
        answers(rented({suexec, "script=/callwidgets.cgi", "mount=" + mount, kLeast}), 404,
                mount.empty());
      }
    }
  }

  void it_passes_all_of_a_request() {
    for (const std::string& suexec : suexecs()) {
      for (const char* mount : {"mount=/api", "mount=/cgi-bin/callwidgets.cgi"}) {
        passes_all_of_a_request(rented({suexec, mount, kLeast}));
      }
    }
  }

  void it_knows_who_has_logged_in() {
    asks_who();
    for (const std::string& suexec : suexecs()) {
      for (const std::string script : {"/cgi-bin/callwidgets.cgi", "/callwidgets.cgi"}) {
        for (const std::string& mount : {std::string{"/api"}, script, std::string{}}) {
          knows_who_has_logged_in(rented({suexec, "script=" + script, "mount=" + mount, kUsual,
                                          "login=" + passwords(), "opened=Require expr"}));
        }
      }
    }
  }

  void it_makes_no_name_of_a_header() {
    asks_who();
    for (const std::string& suexec : suexecs()) {
      for (const char* script : {"script=/cgi-bin/callwidgets.cgi", "script=/callwidgets.cgi"}) {
        makes_no_name_of_a_header(rented({suexec, script, kLeast}));
      }
    }
  }

  void it_leaves_neighbours_alone() {
    leaves_neighbours_alone(rented({"site=" + neighbours(), kLeast}));
  }

  // An application with rules of its own for all that is no file, as many have them.
  void it_goes_before_another_applications_rules() {
    for (const char* script : {"script=/cgi-bin/callwidgets.cgi", "script=/callwidgets.cgi"}) {
      const WebServer server = rented({script, kLeast});
      put("public_html/.htaccess",
          "RewriteEngine On\nRewriteBase /\nRewriteRule ^index\\.html$ - [L]\n"
          "RewriteCond %{REQUEST_FILENAME} !-f\nRewriteCond %{REQUEST_FILENAME} !-d\n"
          "RewriteRule . /index.html [L]\n");
      put("public_html/index.html", "an application");
      answers(server, 404);
      for (const char* target : {"/", "/apiX", "/a/b", "/index.html", "/xapi/customers"}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(target, std::string{"200 an application"},
                                     got(beside(server, ""), {"GET", target, {}, {}}));
      }
    }
  }

  // By the name that a redirect of Apache's gives it, which suexec drops.
  void a_token_arrives_where_no_file_in_cgi_bin_is_read() {
    asks_who();
    const std::string unread = unread_cgi_bin();
    makes_no_name_of_a_header(rented({"site=" + unread, kLeast}));
    if (!suexec_is_possible()) return;
    const WebServer server = rented({"suexec=yes", "site=" + unread, kLeast});
    CPPUNIT_ASSERT_EQUAL(401, with_token(server));
  }

  void a_token_arrives_by_CGIPassAuth() {
    asks_who();
    for (const std::string& suexec : suexecs()) {
      const WebServer server =
          rented({suexec, kUsual, "site=" + unread_cgi_bin("CGIPassAuth On\n")});
      CPPUNIT_ASSERT_EQUAL(200, with_token(server));
      makes_no_name_of_a_header(server);
    }
  }

  // Where the host itself asks, at the mount point only, the name arrives as REDIRECT_REMOTE_USER.
  // A client that goes past the login has none.
  void a_login_of_the_host_is_a_name() {
    asks_who();
    const std::string lines = "<Location \"/api\">\nAuthType Basic\nAuthName a\nAuthUserFile \"" +
                              passwords() + "\"\nRequire valid-user\n</Location>\n";
    for (const std::string& suexec : suexecs()) {
      const WebServer server = rented({suexec, kLeast, "site=" + file("host.conf", lines)});
      const auto asked = [&](const Transport& way, const char* login) {
        return way.send({"GET", "/customers", {{"Authorization", login}}, {}}).status;
      };
      CPPUNIT_ASSERT_EQUAL(200, asked(server.transport(), kRight));
      CPPUNIT_ASSERT_EQUAL(401, asked(server.transport(), kWrong));
      CPPUNIT_ASSERT_EQUAL(401, asked(beside(server, "/cgi-bin/callwidgets.cgi"), kRight));
    }
  }

  void no_file_of_ours_is_shown() {
    site().settle({"auth = everyone", "cache_folder = " + (folder() / "cache")});
    for (const std::string& suexec : suexecs()) {
      for (const char* script : {"script=/cgi-bin/callwidgets.cgi", "script=/callwidgets.cgi"}) {
        const WebServer server = rented({suexec, script});
        const Transport host = beside(server, "");
        for (const char* target : {"/.htaccess",
                                   "/cgi-bin/.htaccess",
                                   "/cgi-bin/",
                                   "/callwidgets/",
                                   "/callwidgets.conf",
                                   "/callwidgets/callwidgets",
                                   "/../callwidgets/callwidgets",
                                   "/..%2fcallwidgets/callwidgets",
                                   "/%2e%2e/callwidgets/callwidgets",
                                   "/cgi-bin/../callwidgets/callwidgets",
                                   "/cgi-bin/..%2f..%2fsite.conf",
                                   "/site.conf",
                                   "/../../../site.conf",
                                   "/~nobody/",
                                   "/callwidgets.users",
                                   "/callwidgets.cgi",
                                   "/callwidgets.cgi/../.htaccess",
                                   "/CALLWIDGETS.CGI",
                                   "/callwidgets.cgi%00.txt",
                                   "/cgi-bin/callwidgets.cgi",
                                   "/cgi-bin/callwidgets.cgi.bak",
                                   "/cgi-bin/callwidgets.cg",
                                   "/api/../.htaccess",
                                   "/api/.htaccess",
                                   "/api/%2e%2e/.htaccess"}) {
          const Answer answer = host.send({"GET", target, {}, {}});
          CPPUNIT_ASSERT_EQUAL_MESSAGE(target, std::string{}, answer.failure);
          CPPUNIT_ASSERT_MESSAGE(target + std::to_string(answer.status), answer.status != 200);
          for (const std::string& secret :
               {folder().path(), std::string{"ELF"}, std::string{"/bin/sh"}, std::string{"Rewrite"},
                std::string{"database"}}) {
            CPPUNIT_ASSERT_MESSAGE(target + answer.body,
                                   answer.body.find(secret) == std::string::npos);
          }
        }
      }
    }
  }

  void a_mistake_in_the_settings_is_told() {
    for (const std::string& suexec : suexecs()) {
      site().settle({"auth = everyone", "workers = many"});
      const WebServer server = rented({suexec});
      const Answer answer = server.transport().send({"GET", "/customers", {}, {}});
      CPPUNIT_ASSERT_EQUAL(500, answer.status);
      CPPUNIT_ASSERT_MESSAGE(answer.body, answer.body.find("could not start") != std::string::npos);
      is_logged("callwidgets: workers is 'many'");
      site().settle({"auth = everyone"});
      CPPUNIT_ASSERT_EQUAL(200, server.transport().send({"GET", "/customers", {}, {}}).status);
    }
  }

  // As a customer has it, to whom all of it belongs: the program needs no rights but his.
  void what_is_made_is_its_owners_alone() {
    if (!suexec_is_possible()) return;
    const std::string cache = folder() / "cache";
    site().settle({"auth = everyone", "cache_folder = " + cache});
    for (const auto& entry : std::filesystem::directory_iterator{folder().path()}) {
      CPPUNIT_ASSERT_EQUAL(0, chown(entry.path().c_str(), kNobodysId, kNobodysId));
    }
    CPPUNIT_ASSERT_EQUAL(0, chown(folder().path().c_str(), kNobodysId, kNobodysId));
    std::filesystem::permissions(site().settings(), std::filesystem::perms{0600});
    const WebServer server = rented({"suexec=yes"});
    std::filesystem::permissions(folder().path(), std::filesystem::perms{0711});
    CPPUNIT_ASSERT_EQUAL(
        200, server.transport().send({"GET", "/widgets/data?type=call_totals", {}, {}}).status);
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{cache}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(
          entry.path(), 0,
          static_cast<int>(entry.status().permissions() & std::filesystem::perms{0077}));
      ++files;
    }
    CPPUNIT_ASSERT(files > 0);
  }

  void suexec_loses_a_variable_of_the_web_servers() {
    if (!suexec_is_possible()) return;
    const std::string lines =
        file("host.conf", "SetEnv CALLWIDGETS_SETTINGS \"" + site().settings() + "\"\n");
    const WebServer server = rented({"suexec=yes", "site=" + lines});
    put("cgi-bin/callwidgets.cgi", "#!/bin/sh\nexec " + program_path("callwidgets") + "\n");
    CPPUNIT_ASSERT_EQUAL(500, server.transport().send({"GET", "/customers", {}, {}}).status);
    is_told("there are no settings");
  }

  void suexec_refuses_what_a_group_may_write() {
    if (!suexec_is_possible()) return;
    const WebServer server = rented({"suexec=yes"});
    const std::string cgi_bin = folder() / "rented/home/cgi-bin";
    const auto refuses = [&](const std::string& what, const std::string& told) {
      std::filesystem::permissions(what, std::filesystem::perms{0775});
      CPPUNIT_ASSERT_EQUAL(500, server.transport().send({"GET", "/customers", {}, {}}).status);
      is_told(told);
      std::filesystem::permissions(what, std::filesystem::perms{0755});
      CPPUNIT_ASSERT_EQUAL(200, server.transport().send({"GET", "/customers", {}, {}}).status);
    };
    refuses(cgi_bin + "/callwidgets.cgi", "file is writable by others");
    refuses(cgi_bin, "directory is writable by others");
  }

  // With AllowOverride Limit nothing of the file is allowed, with FileInfo all but the login.
  void a_host_that_allows_less_says_so() {
    const WebServer nothing = rented({"override=Limit"});
    CPPUNIT_ASSERT_EQUAL(500, nothing.transport().send({"GET", "/customers", {}, {}}).status);
    is_told("RewriteEngine not allowed here");
    const WebServer no_login = rented({kLeast, "login=" + passwords()});
    CPPUNIT_ASSERT_EQUAL(500, no_login.transport().send({"GET", "/customers", {}, {}}).status);
    is_told("AuthType not allowed");
    const WebServer unread = rented({"override=None"});
    CPPUNIT_ASSERT_EQUAL(404, unread.transport().send({"GET", "/customers", {}, {}}).status);
    CPPUNIT_ASSERT_EQUAL(
        200, beside(unread, "/cgi-bin/callwidgets.cgi").send({"GET", "/customers", {}, {}}).status);
  }

  // Lines of the file that are in force only where somebody takes their # away.
  void options_that_a_host_leaves_out_can_be_taken() {
    const auto status = [&](const Words& words) {
      return rented(words).transport().send({"GET", "/customers", {}, {}}).status;
    };
    const std::string home =
        "<Directory \"" + (folder() / "rented/home/public_html") + "\">\nOptions ";
    const std::string links = "site=" + file("links.conf", home +
                                                               "-SymLinksIfOwnerMatch "
                                                               "-FollowSymLinks\n</Directory>\n");
    CPPUNIT_ASSERT_EQUAL(403, status({links}));
    is_told("FollowSymLinks and SymLinksIfOwnerMatch are both off");
    CPPUNIT_ASSERT_EQUAL(200, status({links, "opened=SymLinksIfOwnerMatch"}));
    const std::string exec = "site=" + file("exec.conf", home + "-ExecCGI\n</Directory>\n");
    const std::string script = "script=/callwidgets.cgi";
    CPPUNIT_ASSERT_EQUAL(403, status({exec, script}));
    is_told("Options ExecCGI is off in this directory");
    CPPUNIT_ASSERT_EQUAL(200, status({exec, script, "opened=ExecCGI"}));
  }

  void only_root_may_have_suexec() {
    Words command = {source_path() / "tests/servers/rented", "start", "/nowhere", "suexec=yes"};
    if (geteuid() == 0) {
      const Words as = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
      command.insert(command.begin(), as.begin(), as.end());
    }
    const Finished done = run(command);
    CPPUNIT_ASSERT(done.status != 0);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("only root") != std::string::npos);
  }

 private:
  WebServer rented(const Words& words) { return WebServer{"rented", folder(), site(), words}; }

  static Words suexecs() {
    return suexec_is_possible() ? Words{"suexec=no", "suexec=yes"} : Words{"suexec=no"};
  }

  // The real one serves root's tests only, and where root may mount.
  static bool suexec_is_possible() {
    static const bool possible = geteuid() == 0 && run({"unshare", "--mount", "true"}).status == 0;
    if (!possible) std::cerr << "(without suexec, which takes root) ";
    return possible;
  }

  // The host's address with another path.
  static Transport beside(const WebServer& server, const std::string& path) {
    const std::string url = server.url();
    return over_url("host", url.substr(0, url.find('/', 7)) + path, "127.0.0.1");
  }

  std::string unread_cgi_bin(const std::string& more = {}) const {
    return file("unread.conf", "<Directory \"" + (folder() / "rented/home/cgi-bin") +
                                   "\">\nAllowOverride None\n" + more + "</Directory>\n");
  }

  int with_token(const WebServer& server) const {
    return server.transport().send({"GET", "/customers", {{"Authorization", bearer()}}, {}}).status;
  }

  // Behind what is there, or in its place.
  void put(const std::string& name, const std::string& text) const {
    const bool behind = name.ends_with(".htaccess");
    std::ofstream{folder() / ("rented/home/" + name), behind ? std::ios::app : std::ios::trunc}
        << text;
  }

  // Logged, and INSTALL.md's chapter "When it doesn't answer" has it.
  void is_told(const std::string& words) const {
    const std::string guide = read_all(source_path() / "INSTALL.md");
    const auto chapter = guide.find("\n## When it doesn't answer\n");
    CPPUNIT_ASSERT_MESSAGE(
        words, chapter != guide.npos && guide.find("`" + words + "`", chapter) != guide.npos);
    is_logged(words);
  }

  void is_logged(const std::string& words) const {
    std::string all;
    for (const char* name : {"apache.error.log", "log/apache2/suexec.log"}) {
      std::ifstream in{folder() / (std::string{"rented/"} + name)};
      all.append(std::istreambuf_iterator<char>{in}, {});
    }
    CPPUNIT_ASSERT_MESSAGE(all, all.find(words) != std::string::npos);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(RentedTest, "rented_sqlite");

}  // namespace
}  // namespace callwidgets::test
