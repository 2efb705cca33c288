#include "mounted_test.h"

#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "passed_logins.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

const char* const kTargets[] = {"/",
                                "/?type=call_totals",
                                "/widgets/data?type=call_totals",
                                "/widgets/data?type=call_totals&from_date=%32020-01-01",
                                "/miscellaneous/ping",
                                "/customers",
                                "/customers?--settings=/none",
                                "/customers?a+b",
                                "/x",
                                "/-admin",
                                "/.so",
                                "/widgets/data/x",
                                "/2.4.9",
                                "/x%2541",
                                "/customers%3Fa",
                                "/customers%23b",
                                "/customers%0A",
                                "/customers%20",
                                "/customers%25"};

const char* const kStatus[] = {"/status",         "/status?a=b", "/%73tatus", "/./status",
                               "//status",        "/status//",   "/status/",  "/x/../status",
                               "/%2573tatus",     "/status%3Fa", "/status;a", "/status%00",
                               "/status/%2e%2e/", "/status%0A",  "/STATUS",   "/%2Fstatus"};

}  // namespace

std::string got(const Transport& way, const Request& request) {
  const Answer answer = way.send(request);
  if (!answer.failure.empty()) return answer.failure;
  return std::to_string(answer.status) + (answer.status == 200 ? " " + answer.body : "");
}

MountedTest::MountedTest()
    : site_(folder_, "site", fresh_database(Database::sqlite, folder_),
            {"auth = everyone", "cors_origins = https://www.example.com",
             "access_log = " + access_log()}) {
  site_.must_admin({"migrate"});
  site_.must_admin({"account", "add", "one"});
  for (const char* customer : {"7", "8"}) site_.must_admin({"customer", "add", customer});
  site_.must_admin({"login", "add", "mary", "--customer", "7"});
  token_ = site_.must_admin({"token", "add", "of 8", "--customer", "8"});
  while (token_.ends_with('\n')) token_.pop_back();
}

void MountedTest::answers(const WebServer& server, int closed, bool at_root) {
  if (!site_.alive()) site_.start();
  const Transport inside = server.transport(), outside = server.transport("127.0.0.2");
  std::vector<std::string> targets{std::begin(kTargets), std::end(kTargets)};
  if (!at_root) targets.insert(targets.end(), {"", "?type=call_totals"});
  for (const std::string& target : targets) {
    const std::string where = server.url() + target;
    const Answer wanted = site_.get(target), answer = inside.send({"GET", target, {}, {}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(where, std::string{}, answer.failure);
    // lighttpd takes no control character.
    if (target.ends_with("%0A") && answer.status == 400) continue;
    CPPUNIT_ASSERT_EQUAL_MESSAGE(where, wanted.status, answer.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(where, wanted.body, answer.body);
  }
  CPPUNIT_ASSERT_EQUAL(200, inside.send({"GET", "/status", {}, {}}).status);
  CPPUNIT_ASSERT_EQUAL(200, outside.send({"GET", "/customers", {}, {}}).status);
  const Headers forwarded = {{"X-Forwarded-For", "192.0.2.1"}};
  CPPUNIT_ASSERT_EQUAL(404, inside.send({"GET", "/status", forwarded, {}}).status);
  CPPUNIT_ASSERT_EQUAL(closed, outside.send({"GET", "/status", {}, {}}).status);
  for (const char* path : kStatus) {
    const int status = outside.send({"GET", path, {}, {}}).status;
    CPPUNIT_ASSERT_MESSAGE(path + std::to_string(status),
                           status == 400 || status == 403 || status == 404);
  }
}

void MountedTest::passes_all_of_a_request(const WebServer& server) {
  if (!site_.alive()) site_.start();
  const Transport way = server.transport();
  const std::string body(300'000, 'x'), target = "/widgets/data?type=calls_per_day";
  const Headers length = {{"Content-Length", std::to_string(body.size())}};
  for (const Request& asked :
       {Request{"OPTIONS",
                "/customers",
                {{"Origin", kPage}, {"Access-Control-Request-Method", "GET"}},
                {}},
        Request{"OPTIONS", "/customers", {{"Origin", "https://else.example"}}, {}},
        Request{"HEAD", "/customers", {}, {}},
        Request{"GET", "/customers", {{"Content-Length", "6"}}, "a body"},
        Request{"POST", "/customers", {{"Content-Length", "6"}}, "a body"},
        Request{"POST", "/customers", length, body}, Request{"GET", "/customers", length, body},
        Request{"DELETE", "/customers", {}, {}}, Request{"GET", target, {{"Origin", kPage}}, {}}}) {
    const Answer wanted = over_fast_cgi(site_.socket(), asked), answer = way.send(asked);
    const std::string where = server.url() + " " + asked.method + " " + asked.target;
    CPPUNIT_ASSERT_EQUAL_MESSAGE(where, std::string{}, answer.failure);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(where, wanted.status, answer.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(where, wanted.body, answer.body);
    for (const char* header : {"Access-Control-Allow-Origin", "Access-Control-Allow-Methods",
                               "ETag", "Allow", "Cache-Control"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(where + header, wanted.header(header), answer.header(header));
    }
    if (asked.method == "HEAD") {
      CPPUNIT_ASSERT_EQUAL(std::to_string(site_.get(asked.target).body.size()),
                           answer.header("Content-Length"));
    }
  }
  const Answer packed = way.send({"GET", target, {{"Accept-Encoding", "gzip"}}, {}});
  CPPUNIT_ASSERT_EQUAL(std::string{"gzip"}, packed.header("Content-Encoding"));
  for (const std::string& tag : {packed.header("ETag"), site_.get(target).header("ETag")}) {
    const Answer again =
        way.send({"GET", target, {{"Accept-Encoding", "gzip"}, {"If-None-Match", tag}}, {}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(tag, 304, again.status);
    CPPUNIT_ASSERT(again.header("Vary").find("Accept-Encoding") != std::string::npos);
  }
  way.send({"GET", "/customers?logged", {{"X-Request-Id", "forged"}}, {}});
  std::string lines;
  CPPUNIT_ASSERT(eventually([&] {
    std::ifstream in{access_log()};
    lines.assign(std::istreambuf_iterator<char>{in}, {});
    return lines.find("query=logged ") != lines.npos;
  }));
  CPPUNIT_ASSERT_MESSAGE(lines, lines.find("request=forged") == lines.npos);
  // Its own limit: a line of 8190 bytes.
  CPPUNIT_ASSERT_EQUAL(414,
                       way.send({"GET", "/customers?" + std::string(32'000, 'x'), {}, {}}).status);
}

void MountedTest::asks_who() const {
  site_.settle({"auth = server, token", "cors_origins = https://www.example.com"});
}

void MountedTest::knows_who_has_logged_in(const WebServer& server) const {
  const Transport way = server.transport();
  const auto shown = [&](const std::string& authorization, const std::string& method = "GET") {
    Headers headers = kForged;
    headers.emplace_back("Origin", kPage);
    if (!authorization.empty()) headers.emplace_back("Authorization", authorization);
    const Answer answer = way.send({method, "/customers", headers, {}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(server.url(), std::string{}, answer.failure);
    return std::to_string(answer.status) +
           (answer.body.find("\"customer_id\":\"7\"") != answer.body.npos ? " 7" : "") +
           (answer.body.find("\"customer_id\":\"8\"") != answer.body.npos ? " 8" : "");
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"200 7"}, shown(kRight));
  CPPUNIT_ASSERT_EQUAL(std::string{"200 8"}, shown(bearer()));
  CPPUNIT_ASSERT_EQUAL(std::string{"403"}, shown(kJoe));  // whom the program doesn't know
  for (const std::string& wrong : {std::string{}, std::string{kWrong}, std::string{kNobody},
                                   bearer() + "x", std::string{"Bearer x"}}) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(wrong, std::string{"401"}, shown(wrong));
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"204"}, shown("", "OPTIONS"));
}

void MountedTest::makes_no_name_of_a_header(const WebServer& server) const {
  const Transport way = server.transport();
  for (const char* authorization : {"", kRight}) {
    Headers headers = kForged;
    if (*authorization) headers.emplace_back("Authorization", authorization);
    const Answer answer = way.send({"GET", "/customers", headers, {}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.body, 401, answer.status);
  }
  CPPUNIT_ASSERT_EQUAL(
      200, way.send({"GET", "/customers", {{"Authorization", "bearer " + token_}}, {}}).status);
}

std::string MountedTest::neighbours() const {
  const std::string pages = folder_ / "pages";
  std::filesystem::create_directories(pages + "/apiX");
  std::ofstream{pages + "/index.html"} << "the site's own page";
  std::ofstream{pages + "/apiX/index.html"} << "a neighbour's page";
  return file("neighbours.conf", "Alias \"/apiX\" \"" + pages + "/apiX\"\nAlias \"/page\" \"" +
                                     pages + "\"\n<Directory \"" + pages +
                                     "\">\nRequire all granted\n</Directory>\n");
}

void MountedTest::leaves_neighbours_alone(const WebServer& server) const {
  const std::string url = server.url();
  const Transport site = over_url("site", url.substr(0, url.find('/', 7)), "127.0.0.1");
  for (const char* target : {"/page/index.html", "/page/"}) {
    CPPUNIT_ASSERT_EQUAL(std::string{"200 the site's own page"},
                         got(site, {"GET", target, {}, {}}));
  }
  for (const char* target : {"/apiX/index.html", "/apiX/"}) {
    CPPUNIT_ASSERT_EQUAL(std::string{"200 a neighbour's page"}, got(site, {"GET", target, {}, {}}));
  }
  for (const char* target : {"/", "/apiY", "/api.html", "/page/api", "/xapi", "/API"}) {
    const Answer answer = site.send({"GET", target, {}, {}});
    CPPUNIT_ASSERT_MESSAGE(target + std::to_string(answer.status),
                           answer.status == 403 || answer.status == 404);
    CPPUNIT_ASSERT_MESSAGE(target, answer.body.find("\"errors\"") == answer.body.npos);
  }
}

std::string MountedTest::passwords() const {
  return file("passwords",
              "mary:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\njoe:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n");
}

std::string MountedTest::file(const std::string& name, const std::string& text) const {
  std::ofstream{folder_ / name} << text;
  return folder_ / name;
}

}  // namespace callwidgets::test
