// Pages of other origins than the endpoint's, in a browser that sends its own preflights: behind
// nginx, and behind Apache by FastCGI and as plain CGI.
#include <filesystem>
#include <fstream>
#include <optional>

#include "access_line.h"
#include "identities.h"
#include "page_fetch.h"
#include "served_test.h"
#include "transports.h"

namespace callwidgets::test {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

const OracleQuestion kQuestion = about("calls_per_day", ServedSite::kFirst, ServedSite::kLast);
const OracleQuestion kOfTwo = about("calls_per_day", ServedSite::kFirst, ServedSite::kLast, 2);
const OracleQuestion kNeverAsked = about("missed_calls", ServedSite::kFirst, ServedSite::kLast);

// By which a fetch is rejected that no answer came to, or one that the page may not read.
const std::string kRejected = "TypeError";

class ForeignPageTest : public ServedTest {
  CPPUNIT_TEST_SUITE(ForeignPageTest);
  CPPUNIT_TEST(a_page_reads_the_figures_after_one_preflight);
  CPPUNIT_TEST(a_page_sees_what_is_marked_and_what_is_away);
  CPPUNIT_TEST(a_token_that_is_not_good_is_a_401);
  CPPUNIT_TEST(other_origins_and_other_headers_are_turned_away);
  CPPUNIT_TEST(a_login_that_the_browser_keeps_is_for_named_origins);
  CPPUNIT_TEST(any_origin_may_bring_a_token_and_none_a_login);
  CPPUNIT_TEST_SUITE_END();

 public:
  void tearDown() override { made_.reset(); }

  void a_page_reads_the_figures_after_one_preflight() {
    serve(named_.origin());
    const std::string token = new_token({"--customer", "2"});
    const Headers as_usual = with(token),
                  as_the_library_does = with(
                      token, {{"Access-Control-Allow-Origin", "*"}, {"Cache-Control", "no-cache"}});
    for (const std::string& url : fronts({}, {})) {
      const std::size_t before = settled_access_lines(log_).size();
      const std::string here = url + target_of(kQuestion);
      for (const Answer& answer : fetch_in_page(
               named_, {{here, as_usual}, {here, as_usual}, {here, as_the_library_does}})) {
        is_right(*made_, kOfTwo, answer);
        CPPUNIT_ASSERT_MESSAGE(text_of(answer), answer.header("ETag").size() > 2);
        CPPUNIT_ASSERT_MESSAGE(text_of(answer), answer.has("X-Cache"));
        CPPUNIT_ASSERT_MESSAGE(text_of(answer), !answer.has("Warning"));
      }
      // The second time the browser asks whether what it keeps still holds.
      const std::string by = " token:" + id_of(token) + "\n";
      CPPUNIT_ASSERT_EQUAL_MESSAGE(
          url, "OPTIONS 204 -\nGET 200" + by + "GET 304" + by + "GET 200" + by, since(before));
    }
  }

  void a_page_sees_what_is_marked_and_what_is_away() {
    serve(named_.origin());
    const Headers headers = with(new_token());
    const std::vector<std::string> urls = fronts({}, {});
    const auto known = [&] {
      return over_fast_cgi(made_->program().socket(), {"GET", target_of(kQuestion), headers, {}})
          .header("X-Cache");
    };
    CPPUNIT_ASSERT(eventually([&] { return known() == "HIT"; }, kSoon));
    const std::string file = made_->database().substr(std::string("sqlite:").size());
    fs::rename(file, file + ".away");
    CPPUNIT_ASSERT(eventually([&] { return known() == "STALE"; }, kSoon));
    for (const std::string& url : {urls[0], urls[1]}) {
      const auto answers = fetch_in_page(
          named_, {{url + target_of(kQuestion), headers}, {url + target_of(kNeverAsked), headers}});
      is_right(*made_, kQuestion, answers[0]);
      is_marked("STALE", answers[0]);
      CPPUNIT_ASSERT(answers[0].header("Warning").starts_with("110 "));
      CPPUNIT_ASSERT(!answers[0].header("Age").empty());
      CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answers[1]), 503, answers[1].status);
      CPPUNIT_ASSERT(std::stoi(answers[1].header("Retry-After")) > 0);
      says(answers[1], "unavailable");
    }
  }

  void a_token_that_is_not_good_is_a_401() {
    serve(named_.origin());
    const std::vector<std::string> urls = fronts({}, {});
    const std::string revoked = new_token(), good = new_token();
    std::string damaged = good;
    damaged[20] = damaged[20] == 'x' ? 'y' : 'x';
    const auto page = [&](const std::string& url) {
      const std::string here = url + target_of(kQuestion);
      return fetch_in_page(named_, {{here, with(good)},
                                    {here, with(revoked)},
                                    {here, with(damaged)},
                                    {here, {{"X-Requested-With", "XMLHttpRequest"}}}});
    };
    // The one that is revoked was good, and known, before.
    is_right(*made_, kQuestion, page(urls[0])[1]);
    made_->admin().must_admin({"token", "revoke", id_of(revoked)});
    CPPUNIT_ASSERT(eventually(
        [&] {
          return over_fast_cgi(made_->program().socket(),
                               {"GET", target_of(kQuestion), with(revoked), {}})
                     .status == 401;
        },
        kSoon));
    for (const std::string& url : urls) {
      const auto answers = page(url);
      is_right(*made_, kQuestion, answers[0]);
      for (std::size_t at = 1; at < answers.size(); ++at) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answers[at]), 401, answers[at].status);
        says(answers[at], "unauthorized");
        const bool had_a_token = at < 3;
        CPPUNIT_ASSERT_EQUAL_MESSAGE(url,
                                     std::string{"Bearer realm=\"callwidgets\""} +
                                         (had_a_token ? ", error=\"invalid_token\"" : ""),
                                     answers[at].header("WWW-Authenticate"));
      }
    }
  }

  void other_origins_and_other_headers_are_turned_away() {
    serve(named_.origin());
    const std::string token = new_token();
    for (const std::string& url : fronts({}, {})) {
      const std::string here = url + target_of(kQuestion);
      std::size_t before = settled_access_lines(log_).size();
      are_rejected(fetch_in_page(other_, {{here, with(token)}}));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(url, std::string{"OPTIONS 204 -\n"}, since(before));
      before = settled_access_lines(log_).size();
      are_rejected(fetch_in_page(named_, {{here, with(token, {{"X-Trace-Id", "1"}})}}));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(url, std::string{"OPTIONS 204 -\n"}, since(before));
      // What needs no preflight is asked, but not told.
      before = settled_access_lines(log_).size();
      are_rejected(fetch_in_page(other_, {{here, {}}}));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(url, std::string{"GET 401 -\n"}, since(before));
    }
  }

  void a_login_that_the_browser_keeps_is_for_named_origins() {
    serve(named_.origin());
    made_->admin().must_admin({"login", "add", "mary", "--account", "one", "--customer", "2"});
    for (const std::string scheme : {"basic", "digest"}) {
      auto urls = fronts({"login=" + users("basic"), "origin=" + named_.origin()},
                         {scheme + "=" + users(scheme), "site=" + origins(named_.origin())});
      if (scheme == "digest") urls.erase(urls.begin());  // not nginx's to offer
      for (const std::string& url : urls) {
        const std::string here = url + target_of(kQuestion);
        const PageFetch before{here, {{"X-Requested-With", "XMLHttpRequest"}}, "include"};
        PageFetch after = before;
        after.opened_before = "http://mary:secret@" + url.substr(7) + "/miscellaneous/ping";
        std::size_t lines = settled_access_lines(log_).size();
        const auto answers = fetch_in_page(named_, {before, after});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answers[0]), 401, answers[0].status);
        is_right(*made_, kOfTwo, answers[1]);
        const std::string by = " 200 login:mary\n";
        CPPUNIT_ASSERT_EQUAL_MESSAGE(url, "OPTIONS 204 -\nGET" + by + "GET" + by, since(lines));
        // The same browser, and a page that has no business with it.
        PageFetch plain = after;
        plain.headers.clear();
        are_rejected(fetch_in_page(other_, {before, plain, before}));
      }
    }
  }

  void any_origin_may_bring_a_token_and_none_a_login() {
    serve("*");
    const Headers headers = with(new_token());
    for (const std::string& url : fronts({}, {})) {
      const std::string here = url + target_of(kQuestion);
      const auto answers = fetch_in_page(other_, {{here, headers}, {here, headers, "include"}});
      is_right(*made_, kQuestion, answers[0]);
      are_rejected({answers[1]});
    }
  }

 private:
  void serve(const std::string& origins) {
    log_ = folder_ / "access.log";
    fs::remove(log_);
    made_.emplace(fresh_database(Database::sqlite, folder_),
                  Words{"auth = server, token", "account = one", "cors_origins = " + origins,
                        "access_log = " + log_});
    made_->program().start();
  }

  // The mount points of web servers with those words: nginx, Apache by FastCGI and as plain CGI.
  std::vector<std::string> fronts(const Words& of_nginx, const Words& of_apache) {
    nginx_.reset();
    apache_.reset();
    nginx_.emplace(folder_, made_->program().socket(), of_nginx);
    apache_.emplace(folder_, made_->program(), "/api", "", of_apache);
    return {nginx_->url(), apache_->url(Apache::Way::fcgi), apache_->url(Apache::Way::cgi)};
  }

  std::string new_token(const Words& customers = {}) const {
    Words words = {"token", "add", "a page", "--account", "one"};
    words.insert(words.end(), customers.begin(), customers.end());
    std::string shown = made_->admin().must_admin(words);
    return shown.substr(0, shown.find('\n'));
  }
  static std::string id_of(const std::string& token) { return token.substr(3, 8); }

  static Headers with(const std::string& token, const Headers& more = {}) {
    Headers headers = bearer(token);
    headers.emplace_back("X-Requested-With", "XMLHttpRequest");
    headers.insert(headers.end(), more.begin(), more.end());
    return headers;
  }

  // mary's password `secret`, as htpasswd or htdigest writes it.
  std::string users(const std::string& scheme) const {
    return file(scheme, scheme == "basic" ? "mary:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n"
                                          : "mary:callwidgets:d934e73ef4c872b18effe4cf4ab5d1f7\n");
  }
  std::string origins(std::string origin) const {
    for (std::size_t at = 0; (at = origin.find('.', at)) != origin.npos; at += 2) {
      origin.insert(at, "\\");
    }
    return file("origins.conf", "Define CALLWIDGETS_ORIGINS \"" + origin + "\"\n");
  }
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream{folder_ / name} << text;
    return folder_ / name;
  }

  static void says(const Answer& answer, const std::string& code) {
    CPPUNIT_ASSERT_MESSAGE(text_of(answer),
                           answer.body.starts_with("{\"errors\":[{\"code\":\"" + code + "\","));
  }
  static void are_rejected(const std::vector<Answer>& answers) {
    for (const Answer& answer : answers) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), kRejected, answer.failure);
    }
  }

  // Since there were so many lines: the method, the status, and who.
  std::string since(std::size_t before) const {
    const auto lines = settled_access_lines(log_);
    std::string text;
    for (std::size_t at = before; at < lines.size(); ++at) {
      const auto& line = lines[at];
      text += line.at("method") + " " + line.at("status") + " " + line.at("caller") + "\n";
    }
    return text;
  }

  Folder folder_;
  Browser named_, other_;
  std::string log_;
  std::optional<ServedSite> made_;
  std::optional<Nginx> nginx_;
  std::optional<Apache> apache_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ForeignPageTest, "foreign_page_sqlite");

}  // namespace
}  // namespace callwidgets::test
