// All pages of a call-record resource, or none: what the server may do meanwhile.
#include <Poco/MD5Engine.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>

#include "import_site.h"
#include "packed_text.h"
#include "scripted_server.h"

namespace callwidgets::test {
namespace {

constexpr char kPassword[] = "s3cret:word";

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

// The number behind `page=` in a request.
int page_of(const HttpAsked& asked) {
  const auto at = asked.target.find("page=");
  return at == asked.target.npos ? -1 : std::stoi(asked.target.substr(at + 5));
}

std::string page(int number, int pages, int total = -1) {
  std::string records;
  for (int i = 0; i < 2; ++i) {
    records += std::string{i ? "," : ""} + R"({"cdr_id":"c)" + std::to_string(number * 2 + i) +
               R"(","start":"2021-01-01 00:00:00","duration":5,"answered":1,"customer_id":7})";
  }
  return "{\"total\":" + std::to_string(total < 0 ? pages * 2 : total) +
         ",\"page\":" + std::to_string(number) +
         ",\"pagesize\":2,\"numpages\":" + std::to_string(pages) + ",\"cdrs\":[" + records + "]}";
}

std::string md5(const std::string& text) {
  Poco::MD5Engine engine;
  engine.update(text);
  return Poco::DigestEngine::digestToHex(engine.digest());
}

// A parameter of an Authorization header.
std::string parameter(const std::string& header, const std::string& name) {
  auto at = header.find(" " + name + "=");
  if (at == header.npos) return {};
  at += name.size() + 2;
  if (header[at] != '"') return header.substr(at, header.find_first_of(", ", at) - at);
  return header.substr(at + 1, header.find('"', at + 1) - at - 1);
}

// As RFC 2617 has it, with qop=auth.
bool digest_is_right(const HttpAsked& asked, const std::string& nonce) {
  const std::string header = asked["authorization"];
  const std::string one = md5("cron:calls:" + std::string{kPassword});
  const std::string two = md5("GET:" + parameter(header, "uri"));
  return header.starts_with("Digest ") && parameter(header, "nonce") == nonce &&
         parameter(header, "uri") == asked.target &&
         parameter(header, "response") == md5(one + ":" + nonce + ":" + parameter(header, "nc") +
                                              ":" + parameter(header, "cnonce") + ":auth:" + two);
}

std::string challenge(const std::string& nonce, const std::string& more = {}) {
  return http_response("401 Unauthorized", "{\"errors\":[]}",
                       "WWW-Authenticate: Basic realm=\"calls\"\r\n"
                       "WWW-Authenticate: Digest realm=\"calls\", nonce=\"" +
                           nonce +
                           "\", algorithm=SHA-256, qop=\"auth\"\r\n"
                           "WWW-Authenticate: Digest realm=\"calls\", nonce=\"" +
                           nonce + "\", algorithm=MD5, qop=\"auth,auth-int\"" + more + "\r\n");
}

class ImportUrlTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ImportUrlTest);
  CPPUNIT_TEST(takes_all_pages_and_keeps_the_question);
  CPPUNIT_TEST(a_page_that_fails_once_is_asked_for_again);
  CPPUNIT_TEST(a_page_that_always_fails_leaves_nothing_and_is_named);
  CPPUNIT_TEST(a_page_that_breaks_off_is_asked_for_again);
  CPPUNIT_TEST(what_is_no_page_is_told_as_what_it_seems_to_be);
  CPPUNIT_TEST(a_set_that_changes_is_begun_again);
  CPPUNIT_TEST(a_set_that_goes_on_changing_or_lacks_records_is_not_imported);
  CPPUNIT_TEST(digest_logs_in_once_and_again_when_its_nonce_expires);
  CPPUNIT_TEST(a_refused_login_is_told_and_not_repeated);
  CPPUNIT_TEST(the_password_goes_out_only_where_basic_is_asked_for);
  CPPUNIT_TEST(a_login_that_others_can_see_is_refused);
  CPPUNIT_TEST(answers_that_will_not_change_are_not_asked_for_again);
  CPPUNIT_TEST(bad_records_are_rejected_as_from_a_file);
  CPPUNIT_TEST_SUITE_END();

  const ImportSite site_{Database::sqlite};

  Finished import(const std::string& url, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"--url", url});
    return site_.import(more);
  }

  std::string login(const std::string& text = "cron:" + std::string{kPassword} + "\n",
                    mode_t mode = 0600) const {
    const std::string path = site_.file("login", text);
    ::chmod(path.c_str(), mode);
    return path;
  }

  void check_imported(const Finished& done, int calls) const {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
    CPPUNIT_ASSERT_EQUAL("\"" + std::to_string(calls) + "\"", site_.data("call_totals"));
    CPPUNIT_ASSERT_MESSAGE(done.out, holds(done.out, std::to_string(calls) + " records imported"));
  }

  void check_nothing(const Finished& done, const std::string& why) const {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 1, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, holds(done.err, why));
    CPPUNIT_ASSERT_MESSAGE(done.err, holds(done.err, "nothing of it is imported"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, done.out);
    CPPUNIT_ASSERT_EQUAL(std::string{"\"0\""}, site_.data("call_totals"));
  }

 public:
  void takes_all_pages_and_keeps_the_question() {
    const ScriptedServer server{[](const HttpAsked& asked) {
      const int number = page_of(asked);
      // Packed unasked, in pieces, without a length: all the same.
      if (number == 1) return http_response("200 OK", gzipped(page(1, 4)));
      if (number == 2) {
        const std::string body = page(2, 4);
        return std::string{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n"} +
               body.substr(0, 5) + "\r\n" +
               [&] {
                 char size[16];
                 std::snprintf(size, sizeof size, "%zx", body.size() - 5);
                 return std::string{size};
               }() +
               "\r\n" + body.substr(5) + "\r\n0\r\n\r\n";
      }
      if (number == 3) return "HTTP/1.0 200 OK\r\n\r\n" + page(3, 4);
      return http_response("200 OK", page(number, 4));
    }};
    const Finished done = import(server.url("/statistics/cdrs?from=2021-01-01&page=9&q=a%20b"));
    check_imported(done, 8);
    CPPUNIT_ASSERT_MESSAGE(done.out, done.out.starts_with(server.url("/statistics/cdrs: ")));
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, server.asked().size());
    for (int number = 0; number < 4; ++number) {
      const HttpAsked asked = server.asked()[static_cast<std::size_t>(number)];
      CPPUNIT_ASSERT_EQUAL(
          "/statistics/cdrs?from=2021-01-01&q=a%20b&page=" + std::to_string(number), asked.target);
      CPPUNIT_ASSERT_EQUAL(std::string{}, asked["authorization"]);
    }
  }

  void a_page_that_fails_once_is_asked_for_again() {
    std::atomic<int> failures{0};
    const ScriptedServer server{[&](const HttpAsked& asked) {
      if (page_of(asked) == 1 && failures++ == 0) return http_response("502 Bad Gateway", "<html>");
      return http_response("200 OK", page(page_of(asked), 3));
    }};
    const Finished done = import(server.url("/cdrs"));
    check_imported(done, 6);
    CPPUNIT_ASSERT_MESSAGE(done.err, holds(done.err, "page 1: the server answered 502"));
    CPPUNIT_ASSERT_MESSAGE(done.err, holds(done.err, "once more in 1 s"));
  }

  void a_page_that_always_fails_leaves_nothing_and_is_named() {
    const ScriptedServer server{[&](const HttpAsked& asked) {
      if (page_of(asked) == 2) return http_response("502 Bad Gateway", "<html>");
      return http_response("200 OK", page(page_of(asked), 3));
    }};
    check_nothing(import(server.url("/cdrs"), {"--attempts", "2"}),
                  "page 2: the server answered 502 \"Bad Gateway\" (tried 2 times)");
    const Finished nobody = import("http://127.0.0.1:1/cdrs", {"--attempts", "1"});
    check_nothing(nobody, "http://127.0.0.1:1/cdrs: page 0: ");
    CPPUNIT_ASSERT_MESSAGE(nobody.err, holds(nobody.err, "refused"));
  }

  void a_page_that_breaks_off_is_asked_for_again() {
    std::atomic<int> times{0};
    const ScriptedServer server{[&](const HttpAsked& asked) {
      const std::string body = page(page_of(asked), 2), whole = http_response("200 OK", body);
      switch (times++) {
        case 0:
          return whole.substr(0, whole.size() - 30);
        case 1:
          return http_response("200 OK", body.substr(0, body.size() - 30));
        case 2:
          return http_response("200 OK", "");
        default:
          return whole;
      }
    }};
    const Finished done = import(server.url("/cdrs"));
    check_imported(done, 4);
    CPPUNIT_ASSERT_MESSAGE(done.err, holds(done.err, "page 0: it breaks off before its end"));
    CPPUNIT_ASSERT_MESSAGE(done.err,
                           holds(done.err, "page 0: what came is no page of call records"));
  }

  void what_is_no_page_is_told_as_what_it_seems_to_be() {
    const ScriptedServer server{[&](const HttpAsked& asked) {
      if (holds(asked.target, "errors"))
        return http_response("200 OK", R"({"errors":[{"code":1}]})");
      if (holds(asked.target, "list")) return http_response("200 OK", R"([{"cdr_id":"1"}])");
      if (holds(asked.target, "same")) return http_response("200 OK", page(0, 2));
      if (holds(asked.target, "mute")) return http_response("200 OK", R"({"cdrs":[]})");
      return http_response("200 OK", "<!DOCTYPE html><title>Sign in</title>");
    }};
    check_nothing(import(server.url("/html"), {"--attempts", "1"}),
                  "a web page, perhaps a login page");
    check_nothing(import(server.url("/errors")), "page 0: what came is no page of call records");
    check_nothing(import(server.url("/list")), "page 0: what came is no page of call records");
    check_nothing(import(server.url("/same")), "page 1: the server gave page 0 in its place");
    check_nothing(import(server.url("/mute")), "doesn't say how many pages there are");
  }

  void a_set_that_changes_is_begun_again() {
    std::atomic<int> asked_for{0};
    const ScriptedServer server{[&](const HttpAsked& asked) {
      // The second page comes from a set that has grown.
      const int pages = asked_for++ == 0 ? 2 : 3;
      return http_response("200 OK", page(page_of(asked), pages));
    }};
    const Finished done = import(server.url("/cdrs"));
    check_imported(done, 6);
    CPPUNIT_ASSERT_MESSAGE(done.err,
                           holds(done.err, "the set changed while its pages were fetched"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{5}, server.asked().size());
  }

  void a_set_that_goes_on_changing_or_lacks_records_is_not_imported() {
    std::atomic<int> total{4};
    const ScriptedServer server{[&](const HttpAsked& asked) {
      if (holds(asked.target, "short")) return http_response("200 OK", page(page_of(asked), 2, 7));
      return http_response("200 OK", page(page_of(asked), 2, total++));
    }};
    check_nothing(import(server.url("/cdrs"), {"--attempts", "2"}),
                  "2 times in a row; ask for a range of time that has ended");
    check_nothing(import(server.url("/short"), {"--attempts", "1"}),
                  "all 2 pages are there, and hold 4 records of the 7");
  }

  void digest_logs_in_once_and_again_when_its_nonce_expires() {
    std::atomic<int> answered{0};
    const ScriptedServer server{[&](const HttpAsked& asked) {
      const std::string nonce = answered < 3 ? "n1" : "n2";
      if (asked["authorization"].empty()) return challenge(nonce);
      if (!digest_is_right(asked, nonce)) {
        return challenge(nonce, holds(asked["authorization"], "n1") ? ", stale=true" : "");
      }
      ++answered;
      return http_response("200 OK", page(page_of(asked), 5));
    }};
    const Finished done = import(server.url("/cdrs?q=1"), {"--login", login()});
    check_imported(done, 10);
    // One challenge at the beginning, one when the nonce expired.
    CPPUNIT_ASSERT_EQUAL(std::size_t{7}, server.asked().size());
    for (const HttpAsked& asked : server.asked()) {
      CPPUNIT_ASSERT(!holds(asked["authorization"], "s3cret"));
      CPPUNIT_ASSERT(!asked["authorization"].starts_with("Basic"));
    }
    CPPUNIT_ASSERT(!holds(done.out + done.err, "s3cret"));
  }

  void a_refused_login_is_told_and_not_repeated() {
    const ScriptedServer server{[](const HttpAsked&) { return challenge("n"); }};
    const Finished done = import(server.url("/cdrs"), {"--login", login("cron:wrong")});
    check_nothing(done, "the server refuses the login (401) of user \"cron\"");
    CPPUNIT_ASSERT(!holds(done.err, "wrong"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, server.asked().size());
    check_nothing(import(server.url("/cdrs")), "the server asks for a login");
  }

  void the_password_goes_out_only_where_basic_is_asked_for() {
    const ScriptedServer server{[](const HttpAsked& asked) {
      if (asked["authorization"] == "Basic Y3JvbjpzM2NyZXQ6d29yZA==")
        return http_response("200 OK", page(page_of(asked), 1));
      return http_response("401 Unauthorized", "", "WWW-Authenticate: Basic realm=\"calls\"\r\n");
    }};
    check_nothing(import(server.url("/cdrs"), {"--login", login()}),
                  "asks for another login than HTTP Digest with MD5");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, server.asked().size());
    check_imported(import(server.url("/cdrs"), {"--login", login(), "--auth", "basic"}), 2);
  }

  void a_login_that_others_can_see_is_refused() {
    const Finished readable = import("http://127.0.0.1:1/", {"--login", login("a:b", 0640)});
    CPPUNIT_ASSERT_EQUAL(1, readable.status);
    CPPUNIT_ASSERT_MESSAGE(readable.err, holds(readable.err, "may be read by others; chmod 600"));
    const Finished in_url = import("http://cron:s3cret@127.0.0.1:1/");
    CPPUNIT_ASSERT_EQUAL(1, in_url.status);
    CPPUNIT_ASSERT_MESSAGE(in_url.err, holds(in_url.err, "has a login in it"));
    CPPUNIT_ASSERT_MESSAGE(in_url.err, !holds(in_url.err, "s3cret"));
    const Finished form = import("http://127.0.0.1:1/", {"--login", login("nothing")});
    CPPUNIT_ASSERT_MESSAGE(form.err, holds(form.err, "one line USER:PASSWORD"));
    CPPUNIT_ASSERT_EQUAL(1, import("ftp://127.0.0.1/").status);
  }

  void answers_that_will_not_change_are_not_asked_for_again() {
    const ScriptedServer server{[](const HttpAsked& asked) {
      if (holds(asked.target, "moved"))
        return http_response("302 Found", "", "Location: https://elsewhere.example/\r\n");
      return http_response("404 Not Found", "{}");
    }};
    check_nothing(import(server.url("/cdrs")), "page 0: the server answered 404");
    check_nothing(import(server.url("/moved")),
                  "\"https://elsewhere.example/\", which is not followed");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, server.asked().size());
  }

  void bad_records_are_rejected_as_from_a_file() {
    const ScriptedServer server{[](const HttpAsked& asked) {
      const int number = page_of(asked);
      std::string body = page(number, 2);
      if (number == 1) body.replace(body.find("2021-01-01"), 10, "2021-02-30");
      return http_response("200 OK", body);
    }};
    const Finished done = import(server.url("/cdrs"));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 3, done.status);
    CPPUNIT_ASSERT_MESSAGE(done.err, holds(done.err, "2\tstart is \"2021-02-30 00:00:00\""));
    CPPUNIT_ASSERT_EQUAL(std::string{"\"3\""}, site_.data("call_totals"));
    const std::string rejects = site_.folder() / "rejects";
    CPPUNIT_ASSERT_EQUAL(3, import(server.url("/cdrs"), {"--rejects", rejects}).status);
    CPPUNIT_ASSERT(holds(read_all(rejects), "2021-02-30"));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ImportUrlTest, "import_url_sqlite");

}  // namespace
}  // namespace callwidgets::test
