// The program itself behind nginx's cache and Apache's.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <memory>

#include "calendar_days.h"
#include "case_trial.h"
#include "front.h"
#include "waiting.h"
#include "world.h"

namespace callwidgets::test {
namespace {

using std::chrono::milliseconds;

const std::string kOver = "/widgets/data?type=call_totals&from_date=2020-01-01&to_date=2020-01-31";

template <class Kind>
class FrontProgramTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(FrontProgramTest<Kind>);
  CPPUNIT_TEST(answers_every_case_twice);
  CPPUNIT_TEST(an_import_shows_in_time);
  CPPUNIT_TEST(what_is_private_is_asked_each_time);
  CPPUNIT_TEST(what_is_private_is_revalidated);
  CPPUNIT_TEST(a_304_varies_as_its_200_does);
  CPPUNIT_TEST(what_is_said_to_nginx_is_said_to_nobody_else);
  CPPUNIT_TEST(a_program_that_is_away);
  CPPUNIT_TEST_SUITE_END();

 public:
  void tearDown() override { close(); }

  // The whole contract, and each answer once more as the copy gives it.
  void answers_every_case_twice() {
    std::string failures;
    for (const auto& path : world_folders()) {
      const World world = read_world(path);
      const long today = today_in_utc();
      std::string failed = try_world(world, today);
      // <today> changed meanwhile: once more, wholly within the new day.
      if (!failed.empty() && today_in_utc() != today) failed = try_world(world, today_in_utc());
      failures += failed;
    }
    CPPUNIT_ASSERT_MESSAGE(failures, failures.empty());
  }

  // Within the program's own bound, 1.5 s, and that of a copy; a second more for a busy machine.
  void an_import_shows_in_time() {
    open_empty("cache_control = public");
    for (const char* id : {"1", "2", "3"}) {
      site_->must_admin({"import", "-"},
                        std::string("cdr_id,start,duration,answered,customer_id\n") + id +
                            ",2020-01-1" + id + " 10:00:00,1,1,7\n");
      const std::string wanted = std::string("\"data\":\"") + id + "\"";
      CPPUNIT_ASSERT(eventually([&] { return get(kOver).body.find(wanted) != std::string::npos; },
                                kHold + milliseconds{1500 + 1000}, milliseconds{20}));
    }
  }

  void what_is_private_is_asked_each_time() {
    open_empty("cache_control = private");
    get(kOver);
    for (int i = 0; i < 3; ++i) {
      const Answer answer = get(kOver);
      CPPUNIT_ASSERT_EQUAL(std::string("private, no-cache"), answer.header("Cache-Control"));
      CPPUNIT_ASSERT_EQUAL(std::string("HIT"), answer.header("X-Cache"));  // the program's own
    }
  }

  void what_is_private_is_revalidated() {
    open_empty("cache_control = private");
    revalidates();
  }

  void a_304_varies_as_its_200_does() {
    open_empty("cache_control = public");
    revalidates();
  }

  void what_is_said_to_nginx_is_said_to_nobody_else() {
    open_empty("cache_control = public");
    for (int i = 0; i < 3; ++i) {  // computed, kept, and as it was written last
      const Answer answer = site_->get(kOver);
      CPPUNIT_ASSERT(answer.header("Cache-Control").starts_with("public"));
      CPPUNIT_ASSERT(!answer.has("X-Accel-Expires"));
      CPPUNIT_ASSERT(!get(kOver).has("X-Accel-Expires"));
    }
  }

  // Of a range that was over the last good answer is good for a day, of another for no moment.
  void a_program_that_is_away() {
    open_empty("cache_control = public");
    const std::string today = "/widgets/data?type=call_totals";
    const Answer good = get(kOver);
    CPPUNIT_ASSERT_EQUAL(200, good.status);
    CPPUNIT_ASSERT_EQUAL(200, get(today).status);
    site_->stop();
    outlast_copies();
    CPPUNIT_ASSERT_EQUAL(503, get(today).status);
    const Answer stale = get(kOver);
    CPPUNIT_ASSERT_EQUAL(Kind::stale_when_away ? 200 : 503, stale.status);
    if (Kind::stale_when_away) {
      CPPUNIT_ASSERT_EQUAL(good.body, stale.body);
      CPPUNIT_ASSERT_EQUAL(std::string("STALE"), stale.header("X-Cache"));
      CPPUNIT_ASSERT(stale.header("Warning").starts_with("110 "));
      CPPUNIT_ASSERT_EQUAL(std::string("no-store"), stale.header("Cache-Control"));
    }
    site_->start();
    for (const std::string& target : {kOver, today}) {
      const Answer well = get(target);
      CPPUNIT_ASSERT_EQUAL(200, well.status);
      CPPUNIT_ASSERT(!well.has("Warning"));
    }
  }

 private:
  std::string try_world(const World& world, long today) {
    std::vector<std::string> settings = world.settings;
    settings.insert(settings.end(),
                    {"account = " + world.account, "auth = everyone", "cache_control = public"});
    open(settings);
    world.settle(*site_, *folder_, today);
    site_->start();
    const Transport through{Kind::name, [&](const Request& r) { return front_->ask(r); }};
    std::string failures;
    for (const Case& test : world.cases) {
      // Only mod_deflate makes such a tag. nginx compares with its copy's own, and sends it all.
      const bool suffix = test.file.string().find("-gzip") != std::string::npos;
      if (suffix && Kind::name == NginxFront::name) continue;
      Case wanted = test;
      std::erase_if(wanted.headers,
                    [](const auto& h) { return same_name(h.first, "Cache-Control"); });
      for (int i = 0; i < 2; ++i) {
        const std::string failed = try_case(wanted, through, today);
        if (!failed.empty()) failures += "\n" + test.file.string() + ":\n" + failed;
      }
    }
    return failures;
  }

  // What a browser holds, compressed or not.
  void revalidates() {
    const std::string large =
        "/widgets/data?type=calls_per_day&from_date=2020-01-01&to_date=2020-12-31";
    for (const std::string& target : {large, kOver}) {
      for (const char* encoding : {"gzip", "identity"}) {
        const Headers accept = {{"Accept-Encoding", encoding}};
        const Answer whole = front_->get(target, accept);
        const std::string what = target + ", " + encoding;
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, 200, whole.status);
        Headers holding = accept;
        holding.emplace_back("If-None-Match", whole.header("ETag"));
        for (int i = 0; i < 2; ++i) {
          const Answer same = front_->get(target, holding);
          CPPUNIT_ASSERT_EQUAL_MESSAGE(what, 304, same.status);
          CPPUNIT_ASSERT_EQUAL_MESSAGE(what, std::string(), same.body);
          for (const char* name : {"Origin", "Accept-Encoding"}) {
            CPPUNIT_ASSERT_MESSAGE(what + ": " + same.header("Vary"),
                                   same.header("Vary").find(name) != std::string::npos);
          }
          outlast_copies();
        }
      }
    }
  }

  void close() {
    front_.reset();
    site_.reset();
    folder_.reset();
  }
  // Copies of an earlier program's answers lie in the folder.
  void open(const std::vector<std::string>& settings) {
    close();
    folder_ = std::make_unique<Folder>();
    site_ = std::make_unique<Site>(*folder_, "site", fresh_database(Database::sqlite, *folder_),
                                   settings);
    front_ = std::make_unique<Kind>(*folder_, *site_);
  }
  void open_empty(const std::string& setting) {
    open({"auth = everyone", setting});
    site_->must_admin({"migrate"});
    site_->must_admin({"account", "add", "one"});
    site_->start();
  }
  Answer get(const std::string& target) const { return front_->get(target); }

  std::unique_ptr<Folder> folder_;
  std::unique_ptr<Site> site_;
  std::unique_ptr<Front> front_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FrontProgramTest<NginxFront>, "front_program_nginx_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FrontProgramTest<ApacheFront>, "front_program_apache_sqlite");

}  // namespace
}  // namespace callwidgets::test
