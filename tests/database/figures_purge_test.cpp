// What a purge leaves of the figures.
#include "figures_fixture.h"

#include "figures/importing/bulk_load.h"
#include "figures/retention.h"
#include "figures/upkeep/purge.h"

namespace callwidgets::test {
namespace {

template <Database kind>
class FiguresPurgeTest : public FiguresFixture {
  CPPUNIT_TEST_SUITE(FiguresPurgeTest);
  CPPUNIT_TEST(a_purge_whose_figures_go_leaves_what_the_calls_say);
  CPPUNIT_TEST(a_purge_whose_figures_stay_changes_no_answer);
  CPPUNIT_TEST(an_unfinished_purge_is_told_and_gone_on_with);
  CPPUNIT_TEST_SUITE_END();

 public:
  FiguresPurgeTest() : FiguresFixture(kind) {}

  void a_purge_whose_figures_go_leaves_what_the_calls_say() {
    CallSource source{seed()};
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 1000));
    const std::string before = everything(*account_);
    purge(false);
    CPPUNIT_ASSERT(before != everything(*account_));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    figures::BatchWriter batches{*writer_, *account_};
    for (int round = 0; round < 10; ++round) {
      batches.apply(calls_from_the_day(source, 30));
      for (int question = 0; question < 6; ++question) check_a_question(source);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, calls_before(day_));
    // In a zone where the day has begun later, what is there is not before the first day kept.
    rebuild("America/Los_Angeles");
    CPPUNIT_ASSERT_EQUAL(day_ - 1, figures::Retention::of(*reader_, account_->number)->first_day);
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  void a_purge_whose_figures_stay_changes_no_answer() {
    CallSource source{seed()};
    const auto unpurged = add_account("unpurged");
    const auto calls = some_calls(source, 1500);
    figures::BatchWriter{*writer_, *account_}.apply(calls);
    figures::BatchWriter{*writer_, *unpurged}.apply(calls);
    purge(true);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, calls_before(day_));
    CPPUNIT_ASSERT_EQUAL(everything(*unpurged), everything(*account_));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());

    for (int round = 0; round < 10; ++round) {
      const auto more = calls_from_the_day(source, 30);
      figures::BatchWriter{*writer_, *account_}.apply(more);
      figures::BatchWriter{*writer_, *unpurged}.apply(more);
      for (int question = 0; question < 6; ++question) check_across_the_day(source, *unpurged);
      if (round % 4 == 3) CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    }

    const std::string so_far = everything(*account_);
    rebuild(account_->zone_name);
    CPPUNIT_ASSERT_EQUAL(so_far, everything(*account_));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    figures::BatchWriter{*writer_, *account_}.apply(calls_from_the_day(source, 100));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    found_after("UPDATE sums SET calls = calls + 1 WHERE grain = 30 AND period = 646",
                "month 2023-11");
    found_after("UPDATE period_tallies SET previous_days = x'' WHERE grain = 30",
                "callers who had called before");
    found_after("DELETE FROM caller_days", "no days are stored");
    CPPUNIT_ASSERT_THROW(rebuild("UTC"), database::Error);
    CPPUNIT_ASSERT(!figures::BulkLoad::possible(*writer_, account_->number));
    CPPUNIT_ASSERT_THROW(purge(true, day_ - 1), std::invalid_argument);
    purge(false);
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    for (int question = 0; question < 10; ++question) check_a_question(source);
  }

  void an_unfinished_purge_is_told_and_gone_on_with() {
    CallSource source{seed()};
    const auto calls = some_calls(source, 800);
    figures::BatchWriter{*writer_, *account_}.apply(calls);
    const std::string before = everything(*account_);
    database::in_transaction(*writer_, [&] {
      accounts::hold(*writer_, account_->number);
      retention().store(*writer_, account_->number);
    });
    CPPUNIT_ASSERT(differences().find("purge goes on with it") != std::string::npos);
    CPPUNIT_ASSERT_THROW(rebuild(account_->zone_name), database::Error);
    CPPUNIT_ASSERT_EQUAL(before, everything(*account_));
    const std::string until = everything(*account_, calendar::day_of(day_ - 1));
    only_calls_of_purged_days_are_refused(calls);
    CPPUNIT_ASSERT_EQUAL(until, everything(*account_, calendar::day_of(day_ - 1)));
    // Calls before the day are as good as gone: not counted off when they move or are deleted.
    std::vector<calls::Call> changed;
    for (calls::Call call : calls) {
      if (calendar::number(account_->zone.local(call.start).day) >= day_) continue;
      call.start += date::days{300};
      call.deleted = changed.size() % 2 == 0;
      changed.push_back(call);
    }
    CPPUNIT_ASSERT(changed.size() > 10);
    figures::BatchWriter{*writer_, *account_}.apply(changed);
    CPPUNIT_ASSERT_EQUAL(until, everything(*account_, calendar::day_of(day_ - 1)));
    figures::BatchWriter{*writer_, *account_}.apply(calls_from_the_day(source, 200));
    purge(true);
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, calls_before(day_));
  }

 private:
  // Within the days of the calls, and not the first of a month.
  const std::int64_t day_ = calendar::number(*calendar::parse_day("2024-01-20"));

  figures::Retention retention() const {
    return figures::Retention::begin_of(calendar::day_of(day_), account_->zone, true);
  }

  void purge(bool figures_stay) { purge(figures_stay, day_); }
  void purge(bool figures_stay, std::int64_t before) {
    figures::purge(*reader_, *writer_, *account_, before, figures_stay);
  }

  void only_calls_of_purged_days_are_refused(const std::vector<calls::Call>& calls) {
    const auto applied = figures::BatchWriter{*writer_, *account_}.apply(calls);
    std::size_t refused = 0;
    for (std::size_t at = 0; at < calls.size(); ++at) {
      const std::int64_t day = calendar::number(account_->zone.local(calls[at].start).day);
      if (calls[at].deleted || day >= day_) continue;
      CPPUNIT_ASSERT(refused < applied.refused.size());
      CPPUNIT_ASSERT_EQUAL(at, applied.refused[refused].at);
      CPPUNIT_ASSERT(applied.refused[refused].reason.find("were purged") != std::string::npos);
      ++refused;
    }
    CPPUNIT_ASSERT_EQUAL(refused, applied.refused.size());
    CPPUNIT_ASSERT_EQUAL(calls.size() - refused,
                         static_cast<std::size_t>(applied.counts.records()));
  }

  std::int64_t calls_before(std::int64_t day) {
    static const database::Statement statement{
        "before",
        "-- returns: integer\nSELECT COUNT(*) FROM calls WHERE account = :account AND day < :day"};
    return reader_->query(statement, {{"account", account_->number}, {"day", day}}).integer(0, 0);
  }

  // Calls that are taken after the purge: new ones, and changes of those that are left.
  std::vector<calls::Call> calls_from_the_day(CallSource& source, std::size_t count) {
    static const database::Statement statement{
        "one",
        "-- returns: integer\nSELECT day FROM calls WHERE account = :account AND cdr_id = :id"};
    const figures::Retention retention = this->retention();
    std::vector<calls::Call> calls;
    while (calls.size() < count) {
      calls::Call call = source.next();
      const auto there =
          reader_->query(statement, {{"account", account_->number}, {"id", call.cdr_id}});
      if (there.empty() || there.integer(0, 0) < day_) call.cdr_id = "later " + call.cdr_id;
      if (retention.keeps(call.start)) calls.push_back(call);
    }
    return calls;
  }

  // The same as if nothing had been purged; only callers who returned may count twice where a range
  // has the day in it.
  void check_across_the_day(CallSource& source, const accounts::Account& unpurged) {
    question::Question question = random_question(source);
    const bool across =
        calendar::number(question.range.from) < day_ && calendar::number(question.range.to) >= day_;
    for (std::size_t type = 0; type < widgets::table().size(); ++type) {
      question.types = {type};
      question.several = false;
      const std::string name{widgets::table()[type].name};
      const std::string ours = answer(*account_, question, widgets::Source::figures);
      const std::string all = answer(unpurged, question, widgets::Source::figures);
      if (!across || (name != "unique_callers" && name != "average_calls_per_user")) {
        CPPUNIT_ASSERT_EQUAL(all, ours);
      }
    }
  }
};

using FiguresPurgeSqlite = FiguresPurgeTest<Database::sqlite>;
using FiguresPurgeMariadb = FiguresPurgeTest<Database::mariadb>;
using FiguresPurgeMysql56 = FiguresPurgeTest<Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FiguresPurgeSqlite, "figures_purge_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FiguresPurgeMariadb, "figures_purge_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FiguresPurgeMysql56, "figures_purge_mysql56");

}  // namespace
}  // namespace callwidgets::test
