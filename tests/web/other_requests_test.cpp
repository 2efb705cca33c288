// lighttpd, Caddy and HAProxy with the files of other/: which requests reach the program, with
// what, and what their clients get.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <fstream>

#include "neighbours.h"
#include "waiting.h"
#include "web_server.h"

namespace callwidgets::test {
namespace {

const char* const kMounts[] = {"/api", "", "/2.4.9"};
const char* const kPage = "https://www.example.com";

template <class Kind>
class OtherRequestsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(OtherRequestsTest<Kind>);
  CPPUNIT_TEST(leaves_neighbours_alone);
  CPPUNIT_TEST(passes_methods_bodies_and_headers);
  CPPUNIT_TEST(compresses_and_still_knows_a_tag);
  CPPUNIT_TEST(passes_long_questions);
  CPPUNIT_TEST(says_where_a_request_came_from);
  CPPUNIT_TEST(says_that_the_program_is_away);
  CPPUNIT_TEST(a_503_that_the_program_means_is_not_asked_twice);
  CPPUNIT_TEST_SUITE_END();

 public:
  OtherRequestsTest()
      : site_(folder_, "site", fresh_database(Database::sqlite, folder_),
              {"auth = everyone", "cors_origins = " + std::string{kPage},
               "access_log = " + access_log()}) {
    site_.must_admin({"migrate"});
    site_.must_admin({"account", "add", "one"});
    site_.must_admin({"customer", "add", "7"});
  }

  // Each application of a site gets its own requests, and no other.
  void leaves_neighbours_alone() {
    site_.start();
    const Neighbours neighbours{folder_};
    for (const std::string mount : kMounts) {
      const WebServer server = open(mount, Kind::words(neighbours, folder_, mount));
      const std::string url = server.url();
      const Transport whole = over_url("site", url.substr(0, url.find('/', 7)), "127.0.0.1");
      const auto got = [&](const std::string& path) {
        const Answer answer = whole.send({"GET", path, {}, {}});
        return std::to_string(answer.status) + " " + answer.body;
      };
      const std::string ours = "200 " + site_.get("/customers").body;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(url, ours, got(mount + "/customers"));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(url, std::string{"200 X at /apiX/a"}, got("/apiX/a"));
      if (mount.empty()) continue;
      for (const std::string& path : {std::string{"/"}, mount + "Y", mount + ".html", "/x" + mount,
                                      "/x" + mount + "/customers", std::string{"/2x4x9/customers"},
                                      std::string{"/API/customers"}, std::string{"/status"}}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(url, "200 root at " + path, got(path));
      }
    }
  }

  void passes_methods_bodies_and_headers() {
    site_.start();
    const std::string large(300'000, 'x'), chunks = "6\r\na body\r\n0\r\n\r\n";
    const Headers length = {{"Content-Length", "6"}}, chunked = {{"Transfer-Encoding", "chunked"}},
                  long_one = {{"Content-Length", std::to_string(large.size())}};
    const std::string data = "/widgets/data?type=calls_per_day";
    for (const std::string mount : kMounts) {
      const WebServer server = open(mount);
      for (const Request& asked :
           {Request{"OPTIONS",
                    "/customers",
                    {{"Origin", kPage}, {"Access-Control-Request-Method", "GET"}},
                    {}},
            Request{"OPTIONS", "/customers", {{"Origin", "https://else.example"}}, {}},
            Request{"HEAD", "/customers", {}, {}}, Request{"HEAD", data, {}, {}},
            Request{"GET", "/customers", length, "a body"},
            Request{"GET", "/customers", long_one, large},
            Request{"POST", "/customers", length, "a body"},
            Request{"POST", "/customers", long_one, large}, Request{"DELETE", "/customers", {}, {}},
            Request{"GET", "/api", {}, {}}, Request{"GET", "/index.php", {}, {}},
            Request{"GET", "/%C3%A9", {}, {}}, Request{"GET", "/%63ustomers", {}, {}},
            Request{"GET", data, {{"Origin", kPage}}, {}},
            Request{"GET", data, {{"If-None-Match", "*"}}, {}},
            Request{"GET", data, {{"Range", "bytes=0-3"}}, {}},
            Request{"GET", data, {{"If-None-Match", "\"x\""}, {"If-None-Match", "W/\"y\""}}, {}},
            Request{"GET", data, {{"Expect", "100-continue"}}, {}}}) {
        passes(server, asked, over_fast_cgi(site_.socket(), asked));
      }
      // A slash more is none, as nginx has it.
      CPPUNIT_ASSERT_EQUAL_MESSAGE(server.url(), 200,
                                   server.transport().send({"GET", "//customers", {}, {}}).status);
      const Answer in_chunks = server.transport().send({"POST", "/customers", chunked, chunks});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(server.url(), 405, in_chunks.status);
    }
    CPPUNIT_ASSERT_EQUAL(std::string::npos, site_log().find("PATH_INFO"));
  }

  void compresses_and_still_knows_a_tag() {
    site_.start();
    const WebServer server = open("/api");
    const std::string target = "/widgets/data?type=calls_per_day";
    const Headers gzip = {{"Accept-Encoding", "gzip"}};
    const Answer plain = server.transport().send({"GET", target, {}, {}}),
                 packed = server.transport().send({"GET", target, gzip, {}});
    CPPUNIT_ASSERT_EQUAL(std::string{}, plain.header("Content-Encoding"));
    CPPUNIT_ASSERT_EQUAL(std::string{"gzip"}, packed.header("Content-Encoding"));
    CPPUNIT_ASSERT_MESSAGE(packed.header("Vary"),
                           packed.header("Vary").find("Accept-Encoding") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(site_.get(target).body, plain.body);
    for (const std::string& tag :
         {packed.header("ETag"), plain.header("ETag"), "\"x\", " + plain.header("ETag")}) {
      for (Headers headers : {Headers{}, gzip}) {
        headers.emplace_back("If-None-Match", tag);
        const Answer again = server.transport().send({"GET", target, headers, {}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(tag, 304, again.status);
        CPPUNIT_ASSERT_EQUAL(std::string{}, again.body);
      }
    }
  }

  void passes_long_questions() {
    site_.start();
    const WebServer server = open("/api");
    const auto status = [&](std::size_t of_query, std::size_t of_header) {
      return server.transport()
          .send({"GET",
                 "/customers?a=" + std::string(of_query, 'x'),
                 {{"Cookie", std::string(of_header, 'x')}},
                 {}})
          .status;
    };
    CPPUNIT_ASSERT_EQUAL(200, status(Kind::kLongest, 100));
    CPPUNIT_ASSERT_EQUAL(200, status(100, 7'000));
    // What is longer is refused, in words.
    for (const std::size_t most : {16'000, 120'000}) {
      for (std::size_t size = 0; size < most; size += most / 80) {
        for (const std::size_t of_header : {std::size_t{100}, size / 2, size}) {
          const int is = status(size - of_header % (size + 1), of_header);
          CPPUNIT_ASSERT_MESSAGE(std::to_string(size) + " with " + std::to_string(of_header) +
                                     ": " + std::to_string(is),
                                 is == 200 || is == 400 || is == 414 || is == 431);
        }
        const Answer answer =
            server.transport().send({"GET", "/" + std::string(size, 'x'), {}, {}});
        CPPUNIT_ASSERT_MESSAGE(
            "a path of " + std::to_string(size) + ": " + std::to_string(answer.status),
            answer.status == 404 || answer.status == 400 || answer.status == 414 ||
                answer.status == 431);
      }
    }
  }

  // auth = none is this host alone, and nobody whom a proxy brings.
  void says_where_a_request_came_from() {
    site_.settle({"auth = none", "access_log = " + access_log()});
    site_.start();
    const WebServer server = open("/api");
    const auto status = [&](const Headers& headers, const char* from = "127.0.0.1") {
      return server.transport(from).send({"GET", "/customers", headers, {}}).status;
    };
    CPPUNIT_ASSERT_EQUAL(200, status({}));
    CPPUNIT_ASSERT_EQUAL(403, status({}, "127.0.0.2"));
    for (const char* name : {"X-Forwarded-For", "Forwarded"}) {
      for (const char* value : {"192.0.2.1", "127.0.0.1", "for=192.0.2.1"}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 403, status({{name, value}}));
      }
    }
    for (const char* name : {"Remote-Addr", "X-Real-Ip", "Client-Ip", "Remote_Addr"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 403, status({{name, "127.0.0.1"}}, "127.0.0.2"));
    }
    // Whatever a client calls its request.
    server.transport().send({"GET", "/customers?logged", {{"X-Request-Id", "forged"}}, {}});
    std::string lines;
    CPPUNIT_ASSERT(eventually([&] {
      std::ifstream in{access_log()};
      lines.assign(std::istreambuf_iterator<char>{in}, {});
      return lines.find("query=logged ") != lines.npos;
    }));
    CPPUNIT_ASSERT_MESSAGE(lines, lines.find("forged") == lines.npos);
  }

  // With an error that has a body; and as soon as the program is back, with none.
  void says_that_the_program_is_away() {
    for (const std::string mount : kMounts) {
      const WebServer server = open(mount);
      is_away(server, "GET");
      if (mount != "/api") continue;
      for (const char* method : {"GET", "POST"}) {
        site_.start();
        CPPUNIT_ASSERT(eventually([&] {
          return server.transport().send({"GET", "/customers", {}, {}}).status == 200;
        }));
        site_.stop();
        is_away(server, method);
      }
    }
  }

  void a_503_that_the_program_means_is_not_asked_twice() {
    const WebServer server = open("/api");
    const ScriptedProgram program{
        site_.socket(), [](const Asked&) {
          return std::string("Status: 503 Service Unavailable\r\nRetry-After: 7\r\n\r\nbusy");
        }};
    for (std::size_t times = 1; times < 6; ++times) {
      const Answer answer = server.transport().send({"GET", "/customers", {}, {}});
      CPPUNIT_ASSERT_EQUAL(503, answer.status);
      CPPUNIT_ASSERT_EQUAL(std::string("busy"), answer.body);
      CPPUNIT_ASSERT_EQUAL(std::string("7"), answer.header("Retry-After"));
      CPPUNIT_ASSERT_EQUAL(times, program.asked().size());
    }
  }

 private:
  WebServer open(const std::string& mount, std::vector<std::string> words = {}) const {
    words.push_back("mount=" + mount);
    return WebServer{Kind::kName, folder_, site_, words};
  }

  static void is_away(const WebServer& server, const std::string& method) {
    const Answer away =
        server.transport().send({method, "/customers", {{"Content-Length", "0"}}, {}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(server.url() + method, std::string{}, away.failure);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(server.url() + method, 503, away.status);
    if (!Kind::kOwnForm) {
      CPPUNIT_ASSERT(!away.body.empty());
      return;
    }
    CPPUNIT_ASSERT_MESSAGE(away.body,
                           away.body.starts_with("{\"errors\":[{\"code\":\"unavailable\""));
    CPPUNIT_ASSERT_EQUAL(std::string{"application/json; charset=utf-8"},
                         away.header("Content-Type"));
    CPPUNIT_ASSERT_EQUAL(std::string{"no-store"}, away.header("Cache-Control"));
    CPPUNIT_ASSERT(away.has("Retry-After"));
  }

  std::string access_log() const { return folder_ / "access.log"; }
  std::string site_log() const {
    std::ifstream in{site_.log_file()};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  static void passes(const WebServer& server, const Request& asked, const Answer& wanted) {
    const Answer got = server.transport().send(asked);
    std::string where = server.url() + " " + asked.method + " " + asked.target;
    for (const auto& [name, value] : asked.headers) where += " " + name + ": " + value;
    CPPUNIT_ASSERT_EQUAL_MESSAGE(where, std::string{}, got.failure);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(where, wanted.status, got.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(where, wanted.body, got.body);
    CPPUNIT_ASSERT_MESSAGE(where, !got.has("Status"));
    if (got.status != 304) {
      const char* const type = "Content-Type";
      CPPUNIT_ASSERT_EQUAL_MESSAGE(where, wanted.header(type), got.header(type));
    }
    for (const char* name :
         {"ETag", "Cache-Control", "Allow", "Retry-After", "Access-Control-Allow-Origin",
          "Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Access-Control-Max-Age",
          "Access-Control-Expose-Headers"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(where + name, wanted.header(name), got.header(name));
    }
  }

  Folder folder_;
  Site site_;
};

struct Lighttpd {
  static constexpr const char* kName = "lighttpd";
  static constexpr bool kOwnForm = false;
  static constexpr std::size_t kLongest = 32'000;
  static std::vector<std::string> words(const Neighbours& beside, const Folder& folder,
                                        const std::string& mount) {
    const auto app = [](const std::string& prefix, const std::string& socket) {
      return "fastcgi.server = (\"" + prefix + "\" => ((\"socket\" => \"" + socket +
             "\", \"check-local\" => \"disable\", \"fix-root-scriptname\" => \"enable\")))\n";
    };
    const std::string x =
        "$HTTP[\"url\"] =~ \"^/apiX(?:/|$)\" {\n" + app("/apiX", beside.x()) + "}\n";
    if (mount.empty()) return {"later=" + beside.file(folder, x)};
    return {"site=" + beside.file(folder, app("/", beside.root()) + x)};
  }
};

struct Caddy {
  static constexpr const char* kName = "caddy";
  static constexpr std::size_t kLongest = 32'000;
  static constexpr bool kOwnForm = true;
  static std::vector<std::string> words(const Neighbours& beside, const Folder& folder,
                                        const std::string& mount) {
    const auto app = [](const std::string& matcher, const std::string& socket) {
      return "handle " + matcher + " {\n\treverse_proxy unix/" + socket +
             " {\n\t\ttransport fastcgi {\n\t\t\tsplit \"\"\n\t\t}\n\t}\n}\n";
    };
    std::string text = app("/apiX/*", beside.x());
    if (!mount.empty()) text += app("", beside.root());
    return {"site=" + beside.file(folder, text)};
  }
};

struct Haproxy {
  static constexpr const char* kName = "haproxy";
  static constexpr std::size_t kLongest = 7'000;
  static constexpr bool kOwnForm = true;
  static std::vector<std::string> words(const Neighbours& beside, const Folder& folder,
                                        const std::string& mount) {
    const auto app = [](const std::string& name, const std::string& socket) {
      return "fcgi-app " + name + "\n  docroot /nowhere\n  path-info ^()(/.*)$\nbackend " + name +
             "\n  use-fcgi-app " + name + "\n  server one unix@" + socket + " proto fcgi\n";
    };
    std::string text = "  use_backend x if { path_beg /apiX/ }\n";
    if (!mount.empty()) text += "  default_backend root\n";
    return {"site=" +
            beside.file(folder, text + app("x", beside.x()) + app("root", beside.root()))};
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(OtherRequestsTest<Lighttpd>, "lighttpd_requests_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(OtherRequestsTest<Caddy>, "caddy_requests_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(OtherRequestsTest<Haproxy>, "haproxy_requests_sqlite");

}  // namespace
}  // namespace callwidgets::test
