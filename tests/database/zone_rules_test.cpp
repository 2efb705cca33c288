// The system's time zone data is updated between two imports: what is counted stays consistent, and
// a rebuild takes the new rules over.
#include "figures_fixture.h"
#include "sql/statements.h"

namespace callwidgets::test {
namespace {

template <Database kind>
class ZoneRulesTest : public FiguresFixture {
  CPPUNIT_TEST_SUITE(ZoneRulesTest);
  CPPUNIT_TEST(later_calls_are_counted_by_the_rules_of_the_figures);
  CPPUNIT_TEST(the_programs_say_so_and_a_rebuild_cures_it);
  CPPUNIT_TEST(figures_of_an_earlier_program_get_the_rules_of_the_day);
  CPPUNIT_TEST_SUITE_END();

 public:
  ZoneRulesTest() : FiguresFixture(kind) {}

  void later_calls_are_counted_by_the_rules_of_the_figures() {
    CallSource source{seed()};
    follow_earlier_rules();
    for (int round = 0; round < 8; ++round) {
      figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 200));
      for (int question = 0; question < 4; ++question) check_a_question(source);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    // All calls once more, an hour before midnight in summer among them: none is counted off a day
    // that it isn't on.
    const std::string before = everything(*account_);
    rebuild(account_->zone_name);
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    CPPUNIT_ASSERT(before != everything(*account_));
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 600));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    for (int question = 0; question < 4; ++question) check_a_question(source);
  }

  void the_programs_say_so_and_a_rebuild_cures_it() {
    const Site site{folder_, "site", database_};
    site.must_admin({"migrate"});
    CPPUNIT_ASSERT_EQUAL(std::string{}, site.admin({"verify"}).err);
    CPPUNIT_ASSERT(stats_line(site).find("other rules") == std::string::npos);
    follow_earlier_rules();
    const std::string notice =
        "note: the figures follow the time zone data 2019x; in this system's, " +
        calendar::tzdata_version() +
        ", Europe/Amsterdam has other rules: callwidgets-admin rebuild takes them over\n";
    const Finished verified = site.admin({"verify"});
    CPPUNIT_ASSERT_EQUAL(std::string{"0 differences\n"}, verified.out);
    CPPUNIT_ASSERT_EQUAL(notice, verified.err);
    const Finished imported =
        site.admin({"import", "-"},
                   "cdr_id,start,duration,answered,customer_id\n1,2024-07-01 22:30:00,1,1,7\n");
    CPPUNIT_ASSERT_EQUAL(0, imported.status);
    CPPUNIT_ASSERT_EQUAL(notice, imported.err);
    CPPUNIT_ASSERT(stats_line(site).starts_with("tzdata        2019x; the figures follow"));
    site.must_admin({"rebuild"});
    CPPUNIT_ASSERT_EQUAL(std::string{}, site.admin({"verify"}).err);
    CPPUNIT_ASSERT_EQUAL("tzdata        " + calendar::tzdata_version(), stats_line(site));
  }

  void figures_of_an_earlier_program_get_the_rules_of_the_day() {
    CallSource source{seed()};
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 200));
    writer_->direct("DROP TABLE generation_zones");
    writer_->direct("DELETE FROM schema_migrations WHERE number >= 8");
    const Site site{folder_, "site", database_};
    for (int run = 0; run < 2; ++run) site.must_admin({"migrate"});
    const auto generation = figures::Generation::required(*reader_, account_->number);
    CPPUNIT_ASSERT_EQUAL(calendar::tzdata_version(), generation.tzdata);
    CPPUNIT_ASSERT(generation.zone.bytes() == account_->zone.bytes());
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 200));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

 private:
  // As if the generation, still empty, had been made when the zone's clock was an hour behind.
  void follow_earlier_rules() {
    const auto generation = figures::Generation::required(*reader_, account_->number);
    database::in_transaction(*writer_, [&] {
      accounts::hold(*writer_, account_->number);
      writer_->execute(sql::generations::keep_zone,
                       {{"account", account_->number},
                        {"generation", generation.number},
                        {"tzdata", std::string{"2019x"}},
                        {"rules", calendar::Zone::named("Europe/London")->bytes()}});
    });
  }

  static std::string stats_line(const Site& site) {
    const std::string stats = site.must_admin({"stats"});
    const auto begin = stats.find("tzdata ");
    CPPUNIT_ASSERT_MESSAGE(stats, begin != stats.npos);
    return stats.substr(begin, stats.find('\n', begin) - begin);
  }
};

using ZoneRulesSqlite = ZoneRulesTest<Database::sqlite>;
using ZoneRulesMariadb = ZoneRulesTest<Database::mariadb>;
using ZoneRulesMysql56 = ZoneRulesTest<Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ZoneRulesSqlite, "zone_rules_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ZoneRulesMariadb, "zone_rules_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ZoneRulesMysql56, "zone_rules_mysql56");

}  // namespace
}  // namespace callwidgets::test
