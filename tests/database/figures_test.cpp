#include <cppunit/extensions/HelperMacros.h>

#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

#include "accounts/account.h"
#include "database/migration.h"
#include "figures/batch.h"
#include "figures/bulk_load.h"
#include "figures/generation.h"
#include "figures/purge.h"
#include "figures/rebuild.h"
#include "figures/retention.h"
#include "figures/verify.h"
#include "site.h"
#include "widgets/answer.h"

using namespace callwidgets;

namespace {

// Random calls within two years around two changes of the clock: few ids, so that later ones
// correct, move and delete earlier ones.
class CallSource {
 public:
  explicit CallSource(unsigned seed) : random_(seed) {}

  calls::Call next() {
    calls::Call call;
    // What a file for LOAD DATA must escape, too.
    static const std::string prefixes[] = {"c", "c\t", "c\\", "\n", {"\0", 1}, "\\N"};
    const std::int64_t number = below(600);
    call.cdr_id = prefixes[number % 6] + std::to_string(number);
    call.deleted = below(8) == 0;
    call.start = calendar::Instant{std::chrono::seconds{1'700'000'000 + below(2) * 31'000'000 +
                                                        below(120) * 86'400 + below(86'400)}};
    constexpr std::int32_t bounds[] = {0, 29, 30, 59, 60, 119, 120, 299, 300, 599, 600, 4000};
    call.duration = bounds[below(std::size(bounds))];
    call.answered = below(3) > 0;
    call.quarantined = below(10) == 0;
    call.customer_id = 1 + below(below(3) == 0 ? 30 : 3);
    call.caller = below(6) == 0 ? 0 : below(25) - 12;
    call.attribution = "source " + std::to_string(below(9));
    call.origin = "area " + std::to_string(below(below(2) == 0 ? 200 : 5));
    return call;
  }

  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(bound));
  }

 private:
  std::mt19937_64 random_;
};

unsigned seed() {
  const char* given = std::getenv("CALLWIDGETS_RANDOM_SEED");
  const unsigned seed = given ? static_cast<unsigned>(std::atoi(given)) : std::random_device{}();
  std::cout << " (CALLWIDGETS_RANDOM_SEED=" << seed << ") " << std::flush;
  return seed;
}

template <test::Database kind>
class FiguresTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(FiguresTest);
  CPPUNIT_TEST(figures_equal_the_definitions_after_every_batch);
  CPPUNIT_TEST(verify_names_what_was_changed_behind_its_back);
  CPPUNIT_TEST(a_rebuild_takes_in_what_is_imported_meanwhile);
  CPPUNIT_TEST(another_time_zone_moves_the_days);
  CPPUNIT_TEST(readers_see_each_version_whole);
  CPPUNIT_TEST(a_repeated_file_changes_no_day);
  CPPUNIT_TEST(accounts_do_not_meet);
  CPPUNIT_TEST(a_bulk_load_gives_what_batches_give);
  CPPUNIT_TEST(an_interrupted_bulk_load_is_begun_again);
  CPPUNIT_TEST(a_purge_whose_figures_go_leaves_what_the_calls_say);
  CPPUNIT_TEST(a_purge_whose_figures_stay_changes_no_answer);
  CPPUNIT_TEST(an_unfinished_purge_is_told_and_gone_on_with);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    address_ = database::Address::parse(test::fresh_database(kind, folder_));
    writer_ = database::open_writer(*address_);
    database::migrate(*writer_);
    account_ = add_account("acme");
    reader_ = database::open_reader(*address_);
  }
  void tearDown() override {
    reader_.reset();
    writer_.reset();
  }

  void figures_equal_the_definitions_after_every_batch() {
    CallSource source{seed()};
    figures::BatchWriter batches{*writer_, *account_};
    int checks = 0;
    for (int round = 0; round < 40; ++round) {
      batches.apply(some_calls(
          source, 1 + static_cast<std::size_t>(source.below(round % 5 == 0 ? 300 : 20))));
      for (int question = 0; question < 6; ++question) checks += check_a_question(source);
      if (round % 8 == 7) CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    }
    CPPUNIT_ASSERT(checks > 1500);
  }

  void verify_names_what_was_changed_behind_its_back() {
    CallSource source{seed()};
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 1500));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    // A call changed, one removed, one added, a sum, a tally and a caller's days damaged.
    found_after(
        "UPDATE calls SET answered = 1 - answered WHERE quarantined = 0 AND cdr_id = (SELECT id "
        "FROM (SELECT "
        "MIN(cdr_id) AS id FROM calls WHERE quarantined = 0) AS one)",
        "missed");
    found_after(
        "DELETE FROM calls WHERE quarantined = 0 AND cdr_id = (SELECT id FROM (SELECT MIN(cdr_id) "
        "AS id FROM calls "
        "WHERE quarantined = 0) AS one)",
        "calls: the figures say");
    found_after(
        "UPDATE calls SET quarantined = 0 WHERE cdr_id = (SELECT id FROM (SELECT MIN(cdr_id) AS id "
        "FROM calls WHERE "
        "quarantined = 1) AS one)",
        "the figures say");
    found_after("UPDATE sums SET talk_seconds = talk_seconds + 1 WHERE grain = 30", "month 20");
    found_after("UPDATE tallies SET entries = 'x' WHERE kind = 1 AND grain = 20", "damaged");
    found_after("DELETE FROM tallies WHERE kind = 3 AND grain = 30",
                "callers who had called before");
    found_after("UPDATE caller_days SET days = 'x'", "caller ");
    found_after("UPDATE calls SET day = day + 1 WHERE answered = 1", "is not that of their start");
  }

  void a_rebuild_takes_in_what_is_imported_meanwhile() {
    CallSource source{seed()};
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 1500));
    std::jthread importer{[&](const std::stop_token& stop) {
      const auto session = database::open_writer(*address_);
      figures::BatchWriter batches{*session, *account_};
      while (!stop.stop_requested()) batches.apply(some_calls(source, 10));
    }};
    for (int round = 0; round < 3; ++round) {
      const auto before = figures::Generation::served(*reader_, account_->number)->number;
      rebuild("Europe/Amsterdam");
      CPPUNIT_ASSERT(figures::Generation::served(*reader_, account_->number)->number > before);
    }
    importer.request_stop();
    importer.join();
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    for (int question = 0; question < 10; ++question) check_a_question(source);
  }

  void another_time_zone_moves_the_days() {
    CallSource source{seed()};
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 500));
    rebuild("Pacific/Auckland");
    account_ = accounts::choose(*reader_, "acme").account;
    CPPUNIT_ASSERT_EQUAL(std::string{"Pacific/Auckland"}, account_->zone_name);
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 200));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    for (int question = 0; question < 10; ++question) check_a_question(source);
  }

  // While one imports, others read: each answer, of several types, is that of the definitions at
  // the version that it carries.
  void readers_see_each_version_whole() {
    CallSource source{seed()};
    figures::BatchWriter batches{*writer_, *account_};
    batches.apply(some_calls(source, 800));
    std::vector<question::Question> questions;
    while (questions.size() < 6) {
      questions.push_back(random_question(source));
      if (questions.size() % 2 == 0) questions.back().customer_id = 1;
    }
    struct Read {
      std::int64_t version;
      std::size_t question;
      std::string body;
      bool operator==(const Read&) const = default;
    };
    std::vector<Read> read[2];
    std::map<std::pair<std::int64_t, std::size_t>, std::string> defined;
    {
      std::vector<std::jthread> readers;
      for (auto& mine : read) {
        readers.emplace_back([&](const std::stop_token& stop) {
          const auto session = database::open_reader(*address_);
          figures::NameBook names;
          for (std::size_t at = 0; !stop.stop_requested(); at = (at + 1) % questions.size()) {
            const auto answer =
                widgets::answer(*session, names, account_->number, questions[at], {});
            mine.push_back({answer.version, at, answer.body});
          }
        });
      }
      // Nobody else writes: between two batches the calls are those of the version.
      for (int batch = 0; batch < 60; ++batch) {
        const std::int64_t version =
            batches.apply(some_calls(source, 1 + static_cast<std::size_t>(source.below(30))));
        for (std::size_t at = 0; at < questions.size(); ++at) {
          defined[{version, at}] = answer(*account_, questions[at], widgets::Source::calls);
        }
      }
    }
    std::size_t compared = 0;
    std::set<std::int64_t> versions;
    for (const auto& mine : read) {
      for (const Read& one : mine) {
        const auto expected = defined.find({one.version, one.question});
        if (expected == defined.end()) continue;  // before the first batch
        CPPUNIT_ASSERT_EQUAL(expected->second, one.body);
        compared += widgets::table().size();
        versions.insert(one.version);
      }
    }
    std::cout << "(" << compared << " answers at " << versions.size() << " versions) ";
    CPPUNIT_ASSERT(compared > 2000);
    CPPUNIT_ASSERT(versions.size() > 20);
  }

  void a_repeated_file_changes_no_day() {
    CallSource source{seed()};
    const auto calls = some_calls(source, 300);
    figures::BatchWriter{*writer_, *account_}.apply(calls);
    const auto before = feed();
    figures::BatchWriter{*writer_, *account_}.apply(calls);
    CPPUNIT_ASSERT(before == feed());
    CPPUNIT_ASSERT(!before.empty());
  }

  void accounts_do_not_meet() {
    CallSource source{seed()};
    const auto other = add_account("other");
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 300));
    const std::string before = everything(*account_);
    figures::BatchWriter{*writer_, *other}.apply(some_calls(source, 300));
    CPPUNIT_ASSERT_EQUAL(before, everything(*account_));
    CPPUNIT_ASSERT(before != everything(*other));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  void a_bulk_load_gives_what_batches_give() {
    CallSource source{seed()};
    const auto other = add_account("other");
    figures::BulkLoad load{*reader_, *writer_, *other};
    for (int round = 0; round < 20; ++round) {
      const auto calls = some_calls(source, 60);
      figures::BatchWriter{*writer_, *account_}.apply(calls);
      load.apply(calls);
    }
    CPPUNIT_ASSERT_THROW((figures::BatchWriter{*writer_, *other}.apply(some_calls(source, 1))),
                         database::Error);
    CPPUNIT_ASSERT_THROW(figures::BulkLoad::possible(*writer_, other->number), database::Error);
    load.finish();
    CPPUNIT_ASSERT_EQUAL(everything(*account_), everything(*other));
    account_ = other;
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    CPPUNIT_ASSERT(!figures::BulkLoad::possible(*writer_, other->number));
    const auto more = some_calls(source, 100);
    figures::BatchWriter{*writer_, *other}.apply(more);
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  void an_interrupted_bulk_load_is_begun_again() {
    CallSource source{seed()};
    figures::BulkLoad{*reader_, *writer_, *account_}.apply(some_calls(source, 500));
    writer_->direct("UPDATE loads SET written_at = written_at - 31");
    const auto calls = some_calls(source, 200);
    figures::BulkLoad load{*reader_, *writer_, *account_};
    load.apply(calls);
    load.finish();
    const auto other = add_account("other");
    figures::BatchWriter{*writer_, *other}.apply(calls);
    CPPUNIT_ASSERT_EQUAL(everything(*other), everything(*account_));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

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
    CPPUNIT_ASSERT_EQUAL(day_ - 1, figures::Retention::of(*reader_, account_->number)->from);
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
    found_after("DELETE FROM tallies WHERE kind = 3 AND grain = 30",
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
      figures::Retention{day_, true, false}.store(*writer_, account_->number);
    });
    CPPUNIT_ASSERT(differences().find("purge goes on with it") != std::string::npos);
    CPPUNIT_ASSERT_THROW(rebuild(account_->zone_name), database::Error);
    CPPUNIT_ASSERT_THROW((figures::BatchWriter{*writer_, *account_}.apply(calls)), database::Error);
    CPPUNIT_ASSERT_EQUAL(before, everything(*account_));
    // Calls before the day are as good as gone: not counted off when they move or are deleted.
    const std::string until = everything(*account_, calendar::day_of(day_ - 1));
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

  void purge(bool figures_stay) { purge(figures_stay, day_); }
  void purge(bool figures_stay, std::int64_t before) {
    figures::purge(*reader_, *writer_, *account_, before, figures_stay);
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
    const figures::Retention retention{day_, true, true};
    std::vector<calls::Call> calls;
    while (calls.size() < count) {
      calls::Call call = source.next();
      const auto there =
          reader_->query(statement, {{"account", account_->number}, {"id", call.cdr_id}});
      if (there.empty() || there.integer(0, 0) < day_) call.cdr_id = "later " + call.cdr_id;
      if (retention.keeps(call.start, account_->zone)) calls.push_back(call);
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

  question::Question random_question(CallSource& source) {
    question::Question question;
    for (std::size_t type = 0; type < widgets::table().size(); ++type)
      question.types.push_back(type);
    question.several = true;
    question.customer_id = source.below(2) == 0 ? 0 : source.below(12);
    const calendar::Day first = *calendar::parse_day("2023-11-01");
    question.range.from = first + date::days{static_cast<int>(source.below(600))};
    question.range.to = question.range.from +
                        date::days{static_cast<int>(source.below(source.below(2) == 0 ? 40 : 500))};
    return question;
  }

  std::optional<accounts::Account> add_account(const std::string& name) {
    database::in_transaction(*writer_, [&] {
      const auto number = accounts::add(*writer_, name, "Europe/Amsterdam", "");
      figures::Generation::create(*writer_, number, "Europe/Amsterdam", 0).serve(*writer_);
    });
    return accounts::choose(*writer_, name).account;
  }

  static std::vector<calls::Call> some_calls(CallSource& source, std::size_t count) {
    std::vector<calls::Call> calls(count);
    for (auto& call : calls) call = source.next();
    return calls;
  }

  void rebuild(const std::string& zone) {
    const auto account = accounts::choose(*reader_, "acme").account;
    const auto session = database::open_writer(*address_);
    figures::rebuild(*reader_, *session, *account, zone);
  }

  std::string answer(const accounts::Account& account, const question::Question& question,
                     widgets::Source source) {
    try {
      return widgets::answer(*reader_, names_, account.number, question, {}, source).body;
    } catch (const question::Problem& problem) {
      return problem.what();
    }
  }

  // All widgets for a random scope and range, both ways. Gives how many were compared.
  int check_a_question(CallSource& source) {
    const question::Question question = random_question(source);
    CPPUNIT_ASSERT_EQUAL(answer(*account_, question, widgets::Source::calls),
                         answer(*account_, question, widgets::Source::figures));
    return static_cast<int>(question.types.size());
  }

  std::string everything(const accounts::Account& account,
                         calendar::Day last = *calendar::parse_day("2025-06-30")) {
    question::Question question;
    for (std::size_t type = 0; type < widgets::table().size(); ++type)
      question.types.push_back(type);
    question.range = {*calendar::parse_day("2023-11-01"), last};
    names_ = {};
    return answer(account, question, widgets::Source::figures);
  }

  std::string differences() {
    std::string text;
    figures::verify(*reader_, *account_, {}, [&](const std::string& line) { text += line + '\n'; });
    return text;
  }

  void found_after(const std::string& sql, const std::string& part) {
    writer_->direct(sql);
    const std::string found = differences();
    CPPUNIT_ASSERT_MESSAGE(sql + " gave " + found.substr(0, 300), found.find(part) != found.npos);
    rebuild(account_->zone_name);
    const std::string left = differences();
    CPPUNIT_ASSERT_EQUAL_MESSAGE(sql, std::string{}, left);
  }

  std::vector<std::vector<std::int64_t>> feed() {
    static const database::Statement statement{
        "feed",
        "-- returns: integer integer integer\nSELECT scope, day, version FROM day_versions ORDER "
        "BY scope, day"};
    const auto rows = reader_->query(statement, {});
    std::vector<std::vector<std::int64_t>> result;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      result.push_back({rows.integer(row, 0), rows.integer(row, 1), rows.integer(row, 2)});
    }
    return result;
  }

  test::Folder folder_;
  std::optional<database::Address> address_;
  std::unique_ptr<database::Session> writer_, reader_;
  std::optional<accounts::Account> account_;
  figures::NameBook names_;
};

using FiguresSqlite = FiguresTest<test::Database::sqlite>;
using FiguresMariadb = FiguresTest<test::Database::mariadb>;
using FiguresMysql56 = FiguresTest<test::Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FiguresSqlite, "figures_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FiguresMariadb, "figures_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FiguresMysql56, "figures_mysql56");

}  // namespace
