// Answers are kept, and go as soon as what they were computed from changes; no others do.
#include <optional>

#include "served_test.h"
#include "sql_client.h"

namespace callwidgets::test {
namespace {

constexpr long kDay = ServedSite::kFirst + 20;

template <Database kind>
class CachedAnswersTest : public ServedTest {
  CPPUNIT_TEST_SUITE(CachedAnswersTest<kind>);
  CPPUNIT_TEST(are_computed_once);
  CPPUNIT_TEST(are_shared_by_questions_that_mean_the_same);
  CPPUNIT_TEST(follow_an_import_and_no_others_do);
  CPPUNIT_TEST(follow_a_correction_on_both_its_days);
  CPPUNIT_TEST(follow_a_deletion);
  CPPUNIT_TEST(hold_no_customer_that_came_later);
  CPPUNIT_TEST(follow_a_customers_new_name);
  CPPUNIT_TEST(follow_a_purge);
  CPPUNIT_TEST(follow_a_new_time_zone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    made_.emplace(fresh_database(kind, folder_));
    start(site());
  }
  void tearDown() override { made_.reset(); }

  void are_computed_once() {
    for (const std::string& type : Oracle::types()) {
      misses_then_hits(site(), about(type, kDay - 9, kDay + 9));
      misses_then_hits(site(), about(type, kDay - 9, kDay + 9, 2));
    }
    const std::string target = target_of(about("call_totals", kDay - 9, kDay + 9));
    const std::string etag = site().ask(target).header("ETag");
    const Answer again =
        over_fast_cgi(site().program().socket(), {"GET", target, {{"If-None-Match", etag}}, {}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(again), 304, again.status);
  }

  void are_shared_by_questions_that_mean_the_same() {
    // Midnight may fall in between: then the whole once more.
    for (long today = -1; today != today_in_utc();) {
      today = today_in_utc();
      const std::string asked = "/widgets/data?type=call_totals";
      const std::string from = day_text(today - 29), to = day_text(today);
      site().ask(asked + "&from_date=" + from + "&to_date=" + to);
      for (const std::string& same :
           {std::string(), "&to_date=" + to + "&from_date=" + from, "&_=17&from_date=" + from,
            "&customer_id=0&from_date=" + from + "&to_date=" + to,
            "&datasources=0&customer_id={{customerId}}&to_date=" + to}) {
        const Answer answer = site().ask(asked + same);
        if (today == today_in_utc() && answer.header("X-Cache") != "STALE")
          is_marked("HIT", answer);
      }
    }
  }

  void follow_an_import_and_no_others_do() {
    const std::vector<OracleQuestion> touched = {
        about("call_totals", kDay - 9, kDay + 9), about("unique_callers", kDay, kDay),
        about("calls_per_day", kDay - 40, kDay + 40),
        about("top_customers_by_calls", kDay, kDay + 5), about("call_totals", kDay - 5, kDay, 1)};
    const std::vector<OracleQuestion> others = {
        about("call_totals", kDay + 1, kDay + 9),    about("unique_callers", kDay - 9, kDay - 1),
        about("calls_per_day", kDay + 1, kDay + 30), about("call_totals", kDay - 9, kDay + 9, 2),
        about("geographic_origin", kDay, kDay, 3),   about("call_totals", kDay + 1, kDay + 9, 1)};
    for (const auto& question : touched) site().ask(question), hits(site(), question);
    for (const auto& question : others) site().ask(question), hits(site(), question);
    std::vector<std::string> former;
    for (const auto& question : touched) former.push_back(site().right(question));
    site().import_calls(4, 1, kDay);
    for (size_t i = 0; i < touched.size(); ++i) {
      CPPUNIT_ASSERT_MESSAGE("the import changed nothing", former[i] != site().right(touched[i]));
      becomes_right(site(), touched[i], former[i]);
      hits(site(), touched[i]);
    }
    for (const auto& question : others) hits(site(), question);
  }

  void follow_a_correction_on_both_its_days() {
    site().import_calls(1, 2, kDay);
    const OracleQuestion before = about("call_totals", kDay, kDay, 2);
    const OracleQuestion after = about("call_totals", kDay + 3, kDay + 3, 2);
    const OracleQuestion between = about("call_totals", kDay + 1, kDay + 2, 2);
    for (const auto& question : {before, after, between}) {
      becomes_right(site(), question, site().ask(question).body);
      hits(site(), question);
    }
    const std::string lost = site().right(before), gained = site().right(after);
    site().import(site().calls().moved_csv(2, kDay + 3, {&site().oracle()}));
    becomes_right(site(), before, lost);
    becomes_right(site(), after, gained);
    hits(site(), between);
  }

  void follow_a_deletion() {
    site().import_calls(1, 3, kDay);
    const OracleQuestion question = about("call_totals", kDay, kDay, 3);
    const OracleQuestion other = about("call_totals", kDay + 1, kDay + 2, 3);
    becomes_right(site(), question, site().ask(question).body);
    site().ask(other);
    const std::string former = site().right(question);
    site().import(site().calls().deleted_csv({&site().oracle()}));
    CPPUNIT_ASSERT(former != site().right(question));
    becomes_right(site(), question, former);
    hits(site(), other);
  }

  void hold_no_customer_that_came_later() {
    const OracleQuestion question = about("call_totals", kDay, kDay, 55);
    CPPUNIT_ASSERT_EQUAL(404, site().ask(question).status);
    site().import_calls(2, 55, kDay);
    CPPUNIT_ASSERT(eventually([&] { return site().ask(question).status == 200; }, kSoon));
    becomes_right(site(), question);
  }

  void follow_a_customers_new_name() {
    const OracleQuestion question = about("top_customers_by_calls", kDay - 3, kDay + 3);
    site().ask(question);
    hits(site(), question);
    const std::string former = site().right(question);
    site().admin().must_admin({"customer", "rename", "2", "Zoë & Sons"});
    site().oracle().name(2, "Zoë & Sons");
    becomes_right(site(), question, former);
    CPPUNIT_ASSERT(site().ask("/customers/2").body.find("Zoë & Sons") != std::string::npos);
  }

  void follow_a_purge() {
    const long first = day_number(2020, 5, 1);
    site().import_calls(3, 1, first);
    const OracleQuestion question = about("unique_callers", first, first);
    becomes_right(site(), question);
    hits(site(), question);
    const std::string former = site().right(question);
    site().admin().must_admin({"purge", "--before", day_text(first + 1), "--figures", "go"});
    Answer answer;
    CPPUNIT_ASSERT_MESSAGE(
        "still " + former,
        eventually([&] { return (answer = site().ask(question)).body.ends_with("\"data\":0}]}"); },
                   kSoon));
    CPPUNIT_ASSERT_EQUAL(answer.body, site().ask(question).body);
  }

  void follow_a_new_time_zone() {
    Oracle elsewhere{"Asia/Tokyo"};
    ServedSite& site = this->site();
    site.import(site.calls().csv(5, 7, kDay, {&site.oracle(), &elsewhere}, 82800));
    const OracleQuestion question = about("calls_per_day", kDay, kDay + 4, 7);
    becomes_right(site, question);
    hits(site, question);
    const std::string former = site.right(question);
    site.admin().must_admin({"account", "time-zone", "one", "Asia/Tokyo"});
    site.oracle() = elsewhere;
    CPPUNIT_ASSERT(former != site.right(question));
    becomes_right(site, question, former);
  }

 protected:
  ServedSite& site() { return *made_; }

  Folder folder_;

 private:
  std::optional<ServedSite> made_;
};

template <Database kind>
class ServerCachedAnswersTest : public CachedAnswersTest<kind> {
  CPPUNIT_TEST_SUB_SUITE(ServerCachedAnswersTest<kind>, CachedAnswersTest<kind>);
  CPPUNIT_TEST(follow_a_rebuild);
  CPPUNIT_TEST_SUITE_END();

 public:
  // Figures that are wrong, seen and kept, are put right by a rebuild.
  void follow_a_rebuild() {
    ServedSite& site = this->site();
    const OracleQuestion question = about("call_totals", kDay + 11, kDay + 14);
    const std::string right = site.right(question);
    sql(site.database(), "UPDATE sums SET calls = calls + 1000");
    Answer answer;
    CPPUNIT_ASSERT(eventually([&] { return (answer = site.ask(question)).status == 200; }));
    CPPUNIT_ASSERT_MESSAGE("not spoilt: " + answer.body, answer.body != right);
    CPPUNIT_ASSERT_EQUAL(answer.body, site.ask(question).body);
    site.admin().must_admin({"rebuild"});
    this->becomes_right(site, question, answer.body);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CachedAnswersTest<Database::sqlite>, "cached_answers_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ServerCachedAnswersTest<Database::mariadb>,
                                      "cached_answers_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ServerCachedAnswersTest<Database::mysql56>,
                                      "cached_answers_mysql56");

}  // namespace
}  // namespace callwidgets::test
