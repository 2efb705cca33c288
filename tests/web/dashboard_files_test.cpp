// The dashboard's folder as a browser gets it: by nginx, by Apache, and by a .htaccess on a rented
// host.
#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>

#include "import_site.h"
#include "mounted_test.h"
#include "passed_logins.h"

namespace callwidgets::test {
namespace {

using Words = std::vector<std::string>;

// What every answer says, and says once.
const std::map<std::string, std::string> kAlways = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' "
     "data:; base-uri 'none'; frame-ancestors 'self'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cache-Control", "no-cache"},
    {"Expires", ""}};

const std::map<std::string, std::string> kTypes = {
    {"index.html", "text/html; charset=utf-8"},
    {"dashboard.css", "text/css; charset=utf-8"},
    {"dashboard.js", "text/javascript; charset=utf-8"},
    {"call-widgets.js", "text/javascript; charset=utf-8"},
    {"call-widgets.d.ts", "text/plain; charset=utf-8"},
    {"custom-elements.json", "application/json; charset=utf-8"}};

// A web server with the shipped file, whatever class starts it.
struct Door {
  std::string name, url;         // of the host
  std::string files;             // the folder that it serves
  std::shared_ptr<void> server;  // it ends with this
  Answer ask(const std::string& target, const Headers& headers = {},
             const std::string& method = "GET") const {
    Answer answer = over_url(name, url, "127.0.0.1").send({method, target, headers, {}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(name + target, std::string{}, answer.failure);
    return answer;
  }
};

class DashboardFilesTest : public MountedTest {
  CPPUNIT_TEST_SUITE(DashboardFilesTest);
  CPPUNIT_TEST(each_file_comes_as_what_it_is);
  CPPUNIT_TEST(a_head_is_a_get_without_a_body);
  CPPUNIT_TEST(the_address_without_its_slash_leads_to_the_page);
  CPPUNIT_TEST(what_a_browser_has_already_is_not_sent_again);
  CPPUNIT_TEST(text_is_compressed_for_who_takes_that);
  CPPUNIT_TEST(files_are_read_and_nothing_else);
  CPPUNIT_TEST(nothing_hidden_and_no_listing_is_shown);
  CPPUNIT_TEST(only_the_module_is_for_other_origins);
  CPPUNIT_TEST(what_the_site_says_of_its_own_files_does_not_count);
  CPPUNIT_TEST(the_endpoint_beside_it_stays_as_it_is);
  CPPUNIT_TEST(an_open_page_leaves_the_login_to_the_endpoint);
  CPPUNIT_TEST(a_login_of_the_page_is_that_of_the_endpoint);
  CPPUNIT_TEST_SUITE_END();

 public:
  DashboardFilesTest() {
    std::filesystem::create_directory(files());
    for (const auto& [name, type] : kTypes) put(files() + "/" + name, text_of(name));
    put(files() + "/.secret", "hidden");
    std::filesystem::create_directory(files() + "/folder");
    put(files() + "/folder/file", "listed");
  }

  void each_file_comes_as_what_it_is() {
    for (const Door& door : doors()) {
      for (const auto& [name, type] : kTypes) {
        const Answer answer = door.ask("/dashboard/" + name);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + name, 200, answer.status);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, type, answer.header("Content-Type"));
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, text_of(name), answer.body);
        CPPUNIT_ASSERT_MESSAGE(door.name, !answer.header("ETag").empty());
        says_always(door, name, answer);
      }
      const Answer page = door.ask("/dashboard/?customer=7");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, 200, page.status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, kTypes.at("index.html"), page.header("Content-Type"));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, text_of("index.html"), page.body);
      says_always(door, "/", page);
    }
  }

  void a_head_is_a_get_without_a_body() {
    for (const Door& door : doors()) {
      for (const char* name : {"/dashboard/", "/dashboard/call-widgets.js", "/dashboard/none"}) {
        const Answer get = door.ask(name), head = door.ask(name, {}, "HEAD");
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + name, std::string{}, head.body);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + name, get.status, head.status);
        for (const char* header :
             {"Content-Type", "Content-Length", "ETag", "Vary", "Access-Control-Allow-Origin"}) {
          if (head.status != 200 && header == std::string{"Content-Length"}) continue;
          CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + name + header, get.header(header),
                                       head.header(header));
        }
        says_always(door, name, head);
      }
    }
  }

  // By a path: whatever name the host has for a browser, and by https too.
  void the_address_without_its_slash_leads_to_the_page() {
    for (const Door& door : doors()) {
      for (const std::string query : {"", "?customer=7&from=2026-11-01"}) {
        const Answer answer = door.ask("/dashboard" + query);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, 301, answer.status);
        std::string led = answer.header("Location");
        if (!led.starts_with('/')) led = "/" + led;
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, "/dashboard/" + query, led);
      }
    }
  }

  void what_a_browser_has_already_is_not_sent_again() {
    for (const Door& door : doors()) {
      for (const Headers& as : {Headers{}, Headers{{"Accept-Encoding", "gzip"}}}) {
        put(door.files + "/dashboard.js", text_of("dashboard.js"));
        const Answer first = door.ask("/dashboard/dashboard.js", as);
        Headers again = as;
        again.emplace_back("If-None-Match", first.header("ETag"));
        const Answer held = door.ask("/dashboard/dashboard.js", again);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + first.header("ETag"), 304, held.status);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, std::string{}, held.body);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, std::string{"Accept-Encoding"},
                                     held.header("Vary"));
        says_always(door, "304", held);
        // An update.
        put(door.files + "/dashboard.js", "newer");
        const Answer updated = door.ask("/dashboard/dashboard.js", again);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, 200, updated.status);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, std::string{"newer"}, plain(updated));
      }
    }
  }

  void text_is_compressed_for_who_takes_that() {
    for (const Door& door : doors()) {
      for (const std::string name :
           {"index.html", "dashboard.css", "dashboard.js", "custom-elements.json"}) {
        const Answer packed = door.ask("/dashboard/" + name, {{"Accept-Encoding", "gzip"}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + name, std::string{"gzip"},
                                     packed.header("Content-Encoding"));
        CPPUNIT_ASSERT_EQUAL(kTypes.at(name), packed.header("Content-Type"));
        CPPUNIT_ASSERT_EQUAL(text_of(name), plain(packed));
        const Answer as_it_is = door.ask("/dashboard/" + name);
        CPPUNIT_ASSERT(!as_it_is.has("Content-Encoding"));
        for (const Answer& answer : {packed, as_it_is}) {
          CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + name, std::string{"Accept-Encoding"},
                                       answer.header("Vary"));
        }
        says_always(door, name, packed);
      }
    }
  }

  void files_are_read_and_nothing_else() {
    for (const Door& door : doors()) {
      for (const char* target : {"/dashboard/", "/dashboard/dashboard.js", "/dashboard/none"}) {
        for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"}) {
          const Answer answer = door.ask(target, {{"Content-Length", "0"}}, method);
          const std::string where = door.name + " " + method + " " + target;
          CPPUNIT_ASSERT_EQUAL_MESSAGE(where, 405, answer.status);
          // Apache puts behind it whether it takes TRACE.
          CPPUNIT_ASSERT_MESSAGE(where + answer.header("Allow"),
                                 answer.header("Allow").starts_with("GET, HEAD"));
          CPPUNIT_ASSERT_MESSAGE(where, answer.header("Allow").find("POST") == std::string::npos);
          says_always(door, where, answer);
        }
      }
      CPPUNIT_ASSERT_EQUAL(text_of("dashboard.js"), read_all(files() + "/dashboard.js"));
    }
  }

  void nothing_hidden_and_no_listing_is_shown() {
    put(files() + "/.htaccess", "hidden");
    const std::string lax = "Options +Indexes\n<Directory \"" + files() +
                            "\">\nOptions +Indexes\nAllowOverride All\n</Directory>\n";
    for (const Door& door : doors(lax, "autoindex on;\n")) {
      for (const char* target :
           {"/dashboard/none", "/dashboard/.secret", "/dashboard/%2esecret", "/dashboard/.htaccess",
            "/dashboard/.git/config", "/dashboard/folder/.secret", "/dashboard/folder/",
            "/dashboard/../dashboard/.secret", "/dashboard/x/../.secret", "/dashboard//.secret",
            "/dashboard/index.html/.secret"}) {
        const Answer answer = door.ask(target);
        CPPUNIT_ASSERT_MESSAGE(door.name + target + std::to_string(answer.status),
                               answer.status == 403 || answer.status == 404);
        for (const char* secret : {"hidden", "listed", "href", "Header"}) {
          CPPUNIT_ASSERT_MESSAGE(door.name + target + answer.body,
                                 answer.body.find(secret) == std::string::npos);
        }
        says_always(door, target, answer);
      }
      for (const char* target :
           {"/dashboard/../../site.conf", "/dashboard/..%2f..%2fsite.conf",
            "/dashboard../site.conf", "/dashboard/%2e%2e/%2e%2e/site.conf",
            "/dashboard/..\\..\\site.conf", "/dashboard%00/", "/dashboard%0A"}) {
        CPPUNIT_ASSERT_MESSAGE(door.name + target, door.ask(target).status >= 400);
      }
    }
  }

  void only_the_module_is_for_other_origins() {
    for (const Door& door : doors()) {
      const auto told = [&](const std::string& target) {
        return door.ask(target, {{"Origin", kPage}}).header("Access-Control-Allow-Origin");
      };
      for (const auto& [name, type] : kTypes) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + name,
                                     std::string{name == "call-widgets.js" ? "*" : ""},
                                     told("/dashboard/" + name));
      }
      for (const char* target : {"/dashboard", "/dashboard/", "/dashboard/none",
                                 "/dashboard/xcall-widgets.js", "/dashboard/call-widgets.jsx"}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + target, std::string{}, told(target));
      }
      const std::string tag = door.ask("/dashboard/call-widgets.js").header("ETag");
      const Answer held =
          door.ask("/dashboard/call-widgets.js", {{"Origin", kPage}, {"If-None-Match", tag}});
      CPPUNIT_ASSERT_EQUAL(304, held.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"*"}, held.header("Access-Control-Allow-Origin"));
    }
  }

  void what_the_site_says_of_its_own_files_does_not_count() {
    const std::string apache =
        "Header set Cache-Control \"max-age=31536000\"\nHeader set Expires \"Thu, 01 Jan 2037 "
        "00:00:00 GMT\"\nHeader set Content-Security-Policy \"script-src 'none'\"\nHeader set "
        "Referrer-Policy unsafe-url\nHeader set X-Content-Type-Options none\nFileETag None\n"
        "AddDefaultCharset iso-8859-1\nAddType application/x-own .js\n<Directory \"" +
        files() + "\">\nDirectoryIndex own.html\n</Directory>\n";
    const std::string nginx =
        "expires 1y;\nadd_header Content-Security-Policy \"script-src 'none'\" always;\n"
        "add_header Referrer-Policy unsafe-url;\netag off;\ncharset iso-8859-1;\n"
        "default_type text/own;\nindex own.html;\n"
        "location ~ \"[.]js$\" {\n  return 418;\n}\n";
    for (const Door& door : doors(apache, nginx)) {
      // An application that takes all paths for itself.
      if (door.name == "rented") {
        put(door.files + "/../.htaccess", "RewriteEngine On\nRewriteRule . /own.html [L]\n");
      }
      for (const char* name : {"dashboard.js", "index.html"}) {
        const Answer answer = door.ask("/dashboard/" + std::string{name});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, 200, answer.status);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, kTypes.at(name), answer.header("Content-Type"));
        CPPUNIT_ASSERT_MESSAGE(door.name, !answer.header("ETag").empty());
        says_always(door, name, answer);
      }
      CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, 200, door.ask("/dashboard/").status);
      says_always(door, "none", door.ask("/dashboard/none"));
    }
  }

  void the_endpoint_beside_it_stays_as_it_is() {
    site().start();
    for (const Door& door : doors()) {
      for (const std::string target :
           {"", "/", "/customers", "/widgets/data?type=call_totals", "/x", "/dashboard/"}) {
        const Answer wanted = site().get(target), answer = door.ask("/api" + target);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + target, wanted.status, answer.status);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + target, wanted.body, answer.body);
        for (const char* header : {"Cache-Control", "ETag", "Content-Type"}) {
          CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + target, wanted.header(header),
                                       answer.header(header));
        }
        CPPUNIT_ASSERT_MESSAGE(door.name, !answer.has("Content-Security-Policy"));
        CPPUNIT_ASSERT_MESSAGE(door.name, !answer.has("Referrer-Policy"));
      }
      // What begins with the same letters is the site's own.
      for (const char* target :
           {"/dashboardX", "/dashboard.html", "/x/dashboard/", "/Dashboard/"}) {
        const Answer answer = door.ask(target);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + target, 404, answer.status);
        CPPUNIT_ASSERT_MESSAGE(door.name + target, !answer.has("Content-Security-Policy"));
      }
    }
  }

  void an_open_page_leaves_the_login_to_the_endpoint() {
    asks_who();
    site().start();
    for (const Door& door : doors_with_login({})) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, 200, door.ask("/dashboard/").status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, 200, door.ask("/dashboard/dashboard.js").status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, 401, door.ask("/api/customers").status);
    }
  }

  // The same scheme and realm: a browser that has been asked at one sends the same at the other,
  // and asks nobody again.
  void a_login_of_the_page_is_that_of_the_endpoint() {
    asks_who();
    site().start();
    for (const Door& door :
         doors_with_login({"opened=^ *#\\(auth_basic\\|satisfy\\|Auth\\|Require [ve]\\)"})) {
      const auto asked = [&](const std::string& target) {
        const Answer answer = door.ask(target);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + target, 401, answer.status);
        const std::string challenge = answer.header("WWW-Authenticate");
        return challenge.substr(0, challenge.find(", nonce"));
      };
      const std::string wanted = asked("/api/customers");
      CPPUNIT_ASSERT_MESSAGE(wanted, wanted.find("realm=\"callwidgets\"") != wanted.npos);
      for (const char* target :
           {"/dashboard/", "/dashboard/index.html", "/dashboard/dashboard.js", "/dashboard/none"}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + target, wanted, asked(target));
        says_always(door, target, door.ask(target));
      }
      const Answer module = door.ask("/dashboard/call-widgets.js", {{"Origin", kPage}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name, 200, module.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"*"}, module.header("Access-Control-Allow-Origin"));
      if (!wanted.starts_with("Basic")) continue;
      for (const char* target : {"/dashboard/", "/dashboard/dashboard.js", "/api/customers"}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + target, 200, door.ask(target, as(kRight)).status);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + target, 401, door.ask(target, as(kWrong)).status);
      }
    }
  }

 private:
  std::string files() const { return folder() / "dashboard"; }
  static void put(const std::string& path, const std::string& text) { std::ofstream{path} << text; }
  // Long enough to be worth compressing, and no other file's.
  static std::string text_of(const std::string& name) { return name + std::string(3000, 'x'); }

  static void says_always(const Door& door, const std::string& where, const Answer& answer) {
    for (const auto& [name, value] : kAlways) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(door.name + " " + where + " " + name, value,
                                   answer.header(name));
    }
  }

  std::string plain(const Answer& answer) const {
    if (answer.header("Content-Encoding") != "gzip") return answer.body;
    return run({"gzip", "-dc"}, answer.body).out;
  }

  // One after the other: each of them is there while it is asked.
  std::vector<Door> doors(const std::string& apache_site = {}, const std::string& nginx_site = {}) {
    Words apache = {"dashboard=" + files()}, nginx = apache, rented = apache;
    if (!apache_site.empty()) {
      const std::string lines = file("apache-site.conf", apache_site);
      apache.push_back("site=" + lines);
      rented.push_back("site=" + lines);
      nginx.push_back("site=" + file("nginx-site.conf", nginx_site));
    }
    rented.push_back("override=FileInfo");
    std::vector<Door> doors = {by_nginx(nginx), by_rented(rented), by_fcgid(apache)};
    by_apache(apache, doors);
    return doors;
  }

  std::vector<Door> doors_with_login(const Words& more) {
    const auto with = [&](const std::string& word) {
      Words words = {"dashboard=" + files(), word + passwords()};
      words.insert(words.end(), more.begin(), more.end());
      return words;
    };
    std::vector<Door> doors = {by_nginx(with("login=")), by_rented(with("login="))};
    by_apache(with("basic="), doors);
    return doors;
  }

  Door by_nginx(const Words& words) {
    const auto nginx = std::make_shared<Nginx>(folder(), site().socket(), words);
    return {"nginx", host_of(nginx->url()), files(), nginx};
  }
  Door by_rented(const Words& words) {
    const auto rented = std::make_shared<WebServer>("rented", folder(), site(), words);
    return {"rented", host_of(rented->url()), folder() / "rented/home/public_html/dashboard",
            rented};
  }
  Door by_fcgid(const Words& words) {
    const auto fcgid = std::make_shared<WebServer>("fcgid", folder(), site(), words);
    return {"fcgid", host_of(fcgid->url()), files(), fcgid};
  }
  void by_apache(const Words& words, std::vector<Door>& doors) {
    const auto apache = std::make_shared<Apache>(folder(), site(), "/api", "", words);
    doors.push_back({"apache", host_of(apache->url(Apache::Way::fcgi)), files(), apache});
    doors.push_back({"apache cgi", host_of(apache->url(Apache::Way::cgi)), files(), apache});
  }
  static std::string host_of(const std::string& url) { return url.substr(0, url.find('/', 7)); }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(DashboardFilesTest, "dashboard_files_sqlite");

}  // namespace
}  // namespace callwidgets::test
