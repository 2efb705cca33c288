// A cache in front of the program, nginx's and Apache's: never a stale answer that doesn't say so,
// never another's. What the program answers is scripted here; front_program_test.cpp has the real
// one.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <atomic>
#include <memory>
#include <set>
#include <thread>

#include "front.h"
#include "scripted_program.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

using std::chrono::milliseconds;

const std::string kTarget =
    "/widgets/data?type=call_totals&from_date=2020-01-01&to_date=2020-01-31";

void pass(int ms) { std::this_thread::sleep_for(milliseconds(ms)); }

// An answer as the program writes it.
struct Page {
  int status = 200;
  std::string body = "[1]";
  std::string cache_control = "public, max-age=0, s-maxage=1";
  Headers more;

  std::string etag() const { return "\"" + std::to_string(std::hash<std::string>{}(body)) + "\""; }
  std::string printed(const Asked& asked) const {
    const bool to_nginx = asked["CALLWIDGETS_FRONT"] == "nginx";
    const bool kept = cache_control.starts_with("public");
    std::string held = asked["HTTP_IF_NONE_MATCH"];
    if (held.empty() && !kept) held = asked["CALLWIDGETS_IF_NONE_MATCH"];
    const bool same = status == 200 && (held == etag() || held == "W/" + etag());
    std::string out =
        "Status: " + std::to_string(same ? 304 : status) +
        "\r\nContent-Type: application/json; charset=utf-8\r\nCache-Control: " + cache_control +
        "\r\nVary: Origin" + (same && to_nginx ? ", Accept-Encoding\r\n" : "\r\n");
    if (kept && to_nginx) {
      out += "X-Accel-Expires: @" + std::to_string(wall_second().count()) + "\r\n";
    }
    if (status == 200) out += "ETag: " + etag() + "\r\nX-Cache: MISS\r\n";
    for (const auto& [name, value] : more) out += name + ": " + value + "\r\n";
    if (same) return out + "\r\n";
    out += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    return asked["REQUEST_METHOD"] == "HEAD" ? out : out + body;
  }
};

template <class Kind>
class FrontCacheTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(FrontCacheTest<Kind>);
  CPPUNIT_TEST(what_was_just_asked_is_not_asked_again);
  CPPUNIT_TEST(a_copy_that_has_run_out_is_revalidated);
  CPPUNIT_TEST(what_changed_is_there_when_the_copy_has_run_out);
  CPPUNIT_TEST(nobody_gets_the_old_copy_while_another_asks);
  CPPUNIT_TEST(an_origin_gets_its_own_answer);
  CPPUNIT_TEST(what_is_private_is_not_kept);
  CPPUNIT_TEST(errors_are_not_kept);
  CPPUNIT_TEST(a_503_of_the_program_is_asked_once_and_reaches_the_client);
  CPPUNIT_TEST(a_head_does_not_spoil_the_get);
  CPPUNIT_TEST(a_stale_answer_of_the_program_passes_marked_and_is_not_kept);
  CPPUNIT_TEST(a_program_that_is_away);
  CPPUNIT_TEST(many_who_ask_at_once);
  CPPUNIT_TEST(a_client_revalidates_against_the_copy);
  CPPUNIT_TEST(a_304_varies_as_its_200_does);
  CPPUNIT_TEST(one_copy_serves_all_encodings);
  CPPUNIT_TEST(a_large_answer_is_whole);
  CPPUNIT_TEST(status_is_not_kept);
  CPPUNIT_TEST_SUITE_END();

 public:
  FrontCacheTest() : site_(folder_, "site", fresh_database(Database::sqlite, folder_)) {}
  void setUp() override { front_ = std::make_unique<Kind>(folder_, site_); }
  void tearDown() override {
    front_.reset();
    program_.reset();
  }

  void what_was_just_asked_is_not_asked_again() {
    script();
    std::vector<Answer> answers;
    within_one_second([&] {
      answers.clear();
      program_->forget();
      for (int i = 0; i < 5; ++i) answers.push_back(get());
    });
    CPPUNIT_ASSERT_EQUAL(size_t{1}, program_->asked().size());
    for (const Answer& answer : answers) {
      CPPUNIT_ASSERT_EQUAL(200, answer.status);
      CPPUNIT_ASSERT_EQUAL(page_.body, answer.body);
      CPPUNIT_ASSERT_EQUAL(page_.etag(), answer.header("ETag"));
      CPPUNIT_ASSERT_EQUAL(page_.cache_control, answer.header("Cache-Control"));
      CPPUNIT_ASSERT(!answer.has("Warning"));
      CPPUNIT_ASSERT(!answer.has("X-Accel-Expires"));
    }
    CPPUNIT_ASSERT_EQUAL(std::string("HIT"), answers.back().header("X-Cache"));
    // Another question is another, by a single parameter too.
    CPPUNIT_ASSERT_EQUAL(std::string("MISS"), get(kTarget + "&_=1").header("X-Cache"));
    CPPUNIT_ASSERT_EQUAL(std::string("MISS"), get(kTarget + "&customer_id=7").header("X-Cache"));
  }

  void a_copy_that_has_run_out_is_revalidated() {
    script();
    get();
    for (size_t times = 2; times < 4; ++times) {
      outlast_copies();
      const Answer again = get();
      CPPUNIT_ASSERT_EQUAL(200, again.status);
      CPPUNIT_ASSERT_EQUAL(page_.body, again.body);
      CPPUNIT_ASSERT_EQUAL(times, program_->asked().size());
      CPPUNIT_ASSERT_EQUAL(page_.etag(), program_->asked().back()["HTTP_IF_NONE_MATCH"]);
    }
  }

  void what_changed_is_there_when_the_copy_has_run_out() {
    script();
    get();
    change("[2]");
    outlast_copies();
    CPPUNIT_ASSERT_EQUAL(std::string("[2]"), get().body);
  }

  void nobody_gets_the_old_copy_while_another_asks() {
    script();
    get();
    change("[2]");
    outlast_copies();
    delay_ = 700;
    Answer one, two;
    std::thread first{[&] { one = get(); }};
    pass(200);
    std::thread second{[&] { two = get(); }};
    first.join();
    second.join();
    CPPUNIT_ASSERT_EQUAL(std::string("[2]"), one.body);
    CPPUNIT_ASSERT_EQUAL(std::string("[2]"), two.body);
  }

  void an_origin_gets_its_own_answer() {
    start([](const Asked& asked) {
      Page page;
      const std::string origin = asked["HTTP_ORIGIN"];
      if (!origin.empty()) page.more = {{"Access-Control-Allow-Origin", origin}};
      return page.printed(asked);
    });
    const std::string a = "https://a.example", b = "https://b.example";
    for (int round = 0; round < 3; ++round) {
      for (const std::string& origin : {a, b, std::string()}) {
        Headers headers;
        if (!origin.empty()) headers = {{"Origin", origin}};
        CPPUNIT_ASSERT_EQUAL(origin, get(kTarget, headers).header("Access-Control-Allow-Origin"));
      }
      // Whoever sends two of them gets neither's answer changed.
      get(kTarget, {{"Origin", a}, {"Origin", b}});
      get(kTarget, {{"Origin", b}, {"Origin", a}});
      if (round == 1) outlast_copies();
    }
    // Nor does one that looks like another's question.
    get("/widgets/data?x", {{"Origin", a}});
    CPPUNIT_ASSERT_EQUAL(std::string(),
                         get("/widgets/data?x%0A" + a).header("Access-Control-Allow-Origin"));
  }

  void what_is_private_is_not_kept() {
    page_.cache_control = "private, no-cache";
    script();
    CPPUNIT_ASSERT_EQUAL(page_.cache_control, get().header("Cache-Control"));
    change("[2]");
    CPPUNIT_ASSERT_EQUAL(std::string("[2]"), get().body);
    CPPUNIT_ASSERT_EQUAL(std::string("MISS"), get().header("X-Cache"));
    CPPUNIT_ASSERT_EQUAL(size_t{3}, program_->asked().size());
  }

  void errors_are_not_kept() {
    script();
    size_t times = 0;
    for (const int status : {400, 404, 405, 500, 503}) {
      page_.status = status;
      page_.cache_control = "no-store";
      for (int i = 0; i < 2; ++i) {
        const Answer answer = get();
        CPPUNIT_ASSERT_EQUAL(status, answer.status);
        CPPUNIT_ASSERT_EQUAL(std::string("no-store"), answer.header("Cache-Control"));
        CPPUNIT_ASSERT_EQUAL(page_.body, answer.body);
        CPPUNIT_ASSERT_EQUAL(++times, program_->asked().size());
      }
    }
    page_ = {};
    CPPUNIT_ASSERT_EQUAL(200, get().status);
  }

  void a_503_of_the_program_is_asked_once_and_reaches_the_client() {
    page_.cache_control += ", stale-if-error=86400";
    script();
    get();
    outlast_copies();
    page_.status = 503;
    page_.cache_control = "no-store";
    page_.body = R"({"errors":[{"code":"unavailable"}]})";
    page_.more = {{"Retry-After", "7"}};
    program_->forget();
    const Answer answer = get();
    CPPUNIT_ASSERT_EQUAL(503, answer.status);
    CPPUNIT_ASSERT_EQUAL(page_.body, answer.body);
    CPPUNIT_ASSERT_EQUAL(std::string("7"), answer.header("Retry-After"));
    CPPUNIT_ASSERT_EQUAL(size_t{1}, program_->asked().size());
  }

  void a_head_does_not_spoil_the_get() {
    script();
    const Answer head = front_->ask({"HEAD", kTarget, {}, {}});
    CPPUNIT_ASSERT_EQUAL(200, head.status);
    CPPUNIT_ASSERT_EQUAL(std::string(), head.body);
    CPPUNIT_ASSERT_EQUAL(std::to_string(page_.body.size()), head.header("Content-Length"));
    CPPUNIT_ASSERT_EQUAL(page_.body, get().body);
    CPPUNIT_ASSERT_EQUAL(std::string(), front_->ask({"HEAD", kTarget, {}, {}}).body);
    outlast_copies();
    front_->ask({"HEAD", kTarget, {}, {}});
    CPPUNIT_ASSERT_EQUAL(page_.body, get().body);
  }

  void a_stale_answer_of_the_program_passes_marked_and_is_not_kept() {
    script();
    get();
    outlast_copies();
    page_.cache_control = "no-store";
    page_.body = "[0]";
    page_.more = {{"Warning", "110 callwidgets \"Response is Stale\""}, {"Age", "12"}};
    program_->forget();
    for (size_t times = 1; times < 3; ++times) {
      const Answer stale = get();
      CPPUNIT_ASSERT_EQUAL(std::string("[0]"), stale.body);
      CPPUNIT_ASSERT_EQUAL(page_.more[0].second, stale.header("Warning"));
      CPPUNIT_ASSERT_EQUAL(std::string("12"), stale.header("Age"));
      CPPUNIT_ASSERT_EQUAL(std::string("no-store"), stale.header("Cache-Control"));
      CPPUNIT_ASSERT_EQUAL(times, program_->asked().size());
    }
    page_ = {};
    const Answer well = get();
    CPPUNIT_ASSERT_EQUAL(page_.body, well.body);
    CPPUNIT_ASSERT(!well.has("Warning"));
  }

  // What the program allows to be given for two seconds more is, marked; then, and everything else
  // at once, is an error.
  void a_program_that_is_away() {
    page_.cache_control += ", stale-if-error=2";
    script();
    get();
    page_.cache_control = Page{}.cache_control;
    const std::string other = kTarget + "&customer_id=7";
    get(other);
    program_.reset();
    outlast_copies();
    CPPUNIT_ASSERT_EQUAL(503, get(other).status);
    const Answer stale = get();
    if (Kind::stale_when_away) {
      CPPUNIT_ASSERT_EQUAL(200, stale.status);
      CPPUNIT_ASSERT_EQUAL(page_.body, stale.body);
      CPPUNIT_ASSERT_EQUAL(std::string("110 nginx \"Response is Stale\""), stale.header("Warning"));
      CPPUNIT_ASSERT_EQUAL(std::string("no-store"), stale.header("Cache-Control"));
      CPPUNIT_ASSERT_EQUAL(std::string("STALE"), stale.header("X-Cache"));
      const Answer same = get(kTarget, {{"If-None-Match", page_.etag()}});
      CPPUNIT_ASSERT_EQUAL(304, same.status);
      CPPUNIT_ASSERT(same.has("Warning"));
    } else {
      CPPUNIT_ASSERT_EQUAL(503, stale.status);
    }
    pass(2000);
    CPPUNIT_ASSERT_EQUAL(503, get().status);
    // And the program's return is noticed at once.
    script();
    const Answer well = get();
    CPPUNIT_ASSERT_EQUAL(200, well.status);
    CPPUNIT_ASSERT(!well.has("Warning"));
  }

  void many_who_ask_at_once() {
    script();
    delay_ = 50;
    int tries = 0;
    within_one_second([&] {
      program_->forget();
      ask_at_once(kTarget + "&_=" + std::to_string(++tries));
    });
    if (Kind::one_asks_for_all) CPPUNIT_ASSERT_EQUAL(size_t{1}, program_->asked().size());
    // What can't be kept isn't waited for in a row.
    page_.cache_control = "private, no-cache";
    const Stopwatch watch;
    ask_at_once(kTarget + "&private");
    CPPUNIT_ASSERT(watch.elapsed() < milliseconds(3000));
  }

  void a_client_revalidates_against_the_copy() {
    page_.body = "[" + std::string(3000, '1') + "]";
    script();
    for (const char* encoding : {"identity", "gzip"}) {
      const Answer whole = get(kTarget, {{"Accept-Encoding", encoding}});
      const std::string etag = whole.header("ETag");
      CPPUNIT_ASSERT(!etag.empty());
      Answer same;
      within_one_second([&] {
        get();
        program_->forget();
        same = get(kTarget, {{"Accept-Encoding", encoding}, {"If-None-Match", etag}});
      });
      CPPUNIT_ASSERT_EQUAL_MESSAGE(etag, 304, same.status);
      CPPUNIT_ASSERT_EQUAL(std::string(), same.body);
      CPPUNIT_ASSERT_EQUAL(size_t{0}, program_->asked().size());
      outlast_copies();
      CPPUNIT_ASSERT_EQUAL(
          304, get(kTarget, {{"Accept-Encoding", encoding}, {"If-None-Match", etag}}).status);
      CPPUNIT_ASSERT_EQUAL(size_t{1}, program_->asked().size());
    }
    change("[2]");
    outlast_copies();
    const Answer changed = get(kTarget, {{"If-None-Match", Page{}.etag()}});
    CPPUNIT_ASSERT_EQUAL(200, changed.status);
    CPPUNIT_ASSERT_EQUAL(std::string("[2]"), changed.body);
  }

  void a_304_varies_as_its_200_does() {
    page_.body = "[" + std::string(3000, '1') + "]";
    for (const std::string control : {"public, max-age=0, s-maxage=1", "private, no-cache"}) {
      page_.cache_control = control;
      script();
      const std::string target = kTarget + "&_=" + control.substr(0, 6);
      for (const char* encoding : {"identity", "gzip"}) {
        const Answer whole = get(target, {{"Accept-Encoding", encoding}});
        for (int i = 0; i < 3; ++i) {  // of the copy, and once it has run out
          if (i == 2) outlast_copies();
          const Answer same =
              get(target, {{"Accept-Encoding", encoding}, {"If-None-Match", whole.header("ETag")}});
          const std::string what = control + ", " + encoding + ", " + std::to_string(i);
          CPPUNIT_ASSERT_EQUAL_MESSAGE(what, 304, same.status);
          CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::string("Accept-Encoding Origin "),
                                       elements(same.header("Vary")));
        }
      }
    }
  }

  void one_copy_serves_all_encodings() {
    page_.body = "[" + std::string(3000, '1') + "]";
    script();
    const auto ask_all = [&] {
      for (const char* encoding : {"gzip", "identity", "gzip, deflate, br"}) {
        const Answer whole = get(kTarget, {{"Accept-Encoding", encoding}});
        const Answer same =
            get(kTarget, {{"Accept-Encoding", encoding}, {"If-None-Match", whole.header("ETag")}});
        CPPUNIT_ASSERT_EQUAL_MESSAGE(encoding, 304, same.status);
      }
    };
    for (int times = 0; times < 2; ++times) {
      within_one_second([&] {
        program_->forget();
        ask_all();
      });
      CPPUNIT_ASSERT(program_->asked().size() <= 1);
      outlast_copies();
    }
  }

  void a_large_answer_is_whole() {
    for (const size_t size : {40'000, 120'000, 400'000}) {
      page_.body = "[" + std::string(size, '1') + "]";
      script();
      const std::string target = kTarget + "&_=" + std::to_string(size);
      for (int i = 0; i < 3; ++i) {
        CPPUNIT_ASSERT(get(target).body == page_.body);
        if (i == 1) outlast_copies();
      }
    }
  }

  void status_is_not_kept() {
    page_.cache_control = "no-store";
    script();
    for (size_t times = 1; times < 3; ++times) {
      CPPUNIT_ASSERT_EQUAL(200, get("/status").status);
      CPPUNIT_ASSERT_EQUAL(times, program_->asked().size());
    }
    const Answer outside = front_->ask({"GET", "/status", {}, {}}, "127.0.0.2");
    CPPUNIT_ASSERT_EQUAL(403, outside.status);
    CPPUNIT_ASSERT_EQUAL(size_t{2}, program_->asked().size());
  }

 private:
  // Of a header's list, each once, in the order of the alphabet.
  static std::string elements(const std::string& list) {
    std::set<std::string> elements;
    for (size_t at = 0; at < list.size();) {
      const size_t end = std::min(list.find(',', at), list.size());
      elements.insert(list.substr(at, end - at));
      at = std::min(list.find_first_not_of(", ", end), list.size());
    }
    std::string text;
    for (const std::string& element : elements) text += element + " ";
    return text;
  }

  Answer get(const std::string& target = kTarget, const Headers& headers = {}) const {
    return front_->get(target, headers);
  }
  void ask_at_once(const std::string& target) const {
    std::vector<std::thread> clients;
    std::atomic<int> right{0};
    for (int i = 0; i < 12; ++i) {
      clients.emplace_back([&] { right += get(target).body == page_.body; });
    }
    for (std::thread& client : clients) client.join();
    CPPUNIT_ASSERT_EQUAL(12, right.load());
  }
  void start(const ScriptedProgram::Script& script) {
    program_.reset();
    program_ = std::make_unique<ScriptedProgram>(site_.socket(), script);
  }
  // A program that answers page_, after delay_.
  void script() {
    start([this](const Asked& asked) {
      pass(delay_);
      return page_.printed(asked);
    });
  }
  void change(const std::string& body) { page_.body = body; }

  Folder folder_;
  Site site_;
  std::unique_ptr<ScriptedProgram> program_;
  std::unique_ptr<Front> front_;
  Page page_;
  std::atomic<int> delay_{0};
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FrontCacheTest<NginxFront>, "front_cache_nginx_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FrontCacheTest<ApacheFront>, "front_cache_apache_sqlite");

}  // namespace
}  // namespace callwidgets::test
