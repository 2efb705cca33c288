#include "figures_fixture.h"

#include <map>
#include <set>
#include <thread>

#include "figures/importing/bulk_load.h"

namespace callwidgets::test {
namespace {

template <Database kind>
class FiguresTest : public FiguresFixture {
  CPPUNIT_TEST_SUITE(FiguresTest);
  CPPUNIT_TEST(figures_equal_the_definitions_after_every_batch);
  CPPUNIT_TEST(callers_of_long_ranges_equal_the_definition);
  CPPUNIT_TEST(verify_names_what_was_changed_behind_its_back);
  CPPUNIT_TEST(large_tallies_take_several_rows);
  CPPUNIT_TEST(a_rebuild_takes_in_what_is_imported_meanwhile);
  CPPUNIT_TEST(a_rebuild_takes_in_more_than_one_turn_holds);
  CPPUNIT_TEST(another_time_zone_moves_the_days);
  CPPUNIT_TEST(readers_see_each_version_whole);
  CPPUNIT_TEST(a_repeated_file_changes_no_day);
  CPPUNIT_TEST(accounts_do_not_meet);
  CPPUNIT_TEST(a_bulk_load_gives_what_batches_give);
  CPPUNIT_TEST_SUITE_END();

 public:
  FiguresTest() : FiguresFixture(kind) {}

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

  // Of a long range's tallies only the heads are read.
  void callers_of_long_ranges_equal_the_definition() {
    CallSource source{seed()};
    const calendar::Day first = *calendar::parse_day("2022-11-05");
    std::vector<calls::Call> calls(6000);
    for (auto& call : calls) {
      call = source.next();
      call.cdr_id = std::to_string(&call - calls.data());
      call.start = calendar::Instant{std::chrono::seconds{
          (calendar::number(first) + source.below(900)) * 86'400 + source.below(86'400)}};
      call.caller = source.below(3000);  // who come back after months
    }
    figures::BatchWriter{*writer_, *account_}.apply(calls);
    const auto check = [&](std::int64_t customer_id, calendar::Day from, calendar::Day to) {
      question::Question question = random_question(source);
      question.customer_id = customer_id;
      question.range = {from, to};
      CPPUNIT_ASSERT_EQUAL(answer(*account_, question, widgets::Source::calls),
                           answer(*account_, question, widgets::Source::figures));
    };
    for (int from = -40; from < 500; from += 7) {
      check(source.below(3), first + date::days{from},
            first + date::days{from + 400 + source.below(500)});
    }
    // The heads are too short where earlier days had calls than the tallies of days tell.
    writer_->direct("UPDATE period_tallies SET previous_days = x'' WHERE grain = 20");
    for (const char* from : {"2022-11-01", "2023-01-01", "2023-06-01"}) {
      check(0, *calendar::parse_day(from), *calendar::parse_day("2025-05-31"));
    }
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
    found_after("UPDATE accounts SET nonce = nonce - 1", "the nonce ");
    found_after("UPDATE sums SET talk_seconds = talk_seconds + 1 WHERE grain = 30", "month 20");
    found_after("UPDATE period_tallies SET breakdown = x'78' WHERE grain = 20", "damaged");
    found_after("UPDATE period_tallies SET previous_days = x'' WHERE grain = 30",
                "callers who had called before");
    found_after("UPDATE caller_days SET days = x'78'", "caller ");
    found_after("UPDATE calls SET day = day + 1 WHERE answered = 1", "is not that of their start");
  }

  void large_tallies_take_several_rows() {
    std::vector<calls::Call> calls(17'000);
    for (auto& call : calls) {
      const auto number = std::to_string(&call - calls.data());
      call.cdr_id = number;
      call.start = calendar::Instant{std::chrono::seconds{1'700'000'000}};
      call.customer_id = 7;
      call.answered = true;
      call.caller = 1 + (&call - calls.data()) % 100;
      call.attribution = "source " + number;
      call.origin = "everywhere";
    }
    const auto most_rows = [&] {
      return writer_
          ->query({"most_rows", "-- returns: integer\nSELECT MAX(part) + 1 FROM period_tallies"},
                  {})
          .integer(0, 0);
    };
    figures::BatchWriter batches{*writer_, *account_};
    batches.apply(calls);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, most_rows());
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    // Each is read whole before it is added to.
    calls.resize(1);
    calls.front().cdr_id = "one more";
    batches.apply(calls);
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    CallSource source{seed()};
    question::Question question = random_question(source);
    question.customer_id = 0;
    question.range = {*calendar::parse_day("2023-11-14"), *calendar::parse_day("2023-11-20")};
    CPPUNIT_ASSERT_EQUAL(answer(*account_, question, widgets::Source::calls),
                         answer(*account_, question, widgets::Source::figures));
    calls.resize(2'000);
    for (auto& call : calls) {
      call = {};
      call.cdr_id = std::to_string(&call - calls.data());
      call.deleted = true;
    }
    batches.apply(calls);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, most_rows());
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
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

  // Each call changes many times meanwhile, so a turn ends among the changes of one call.
  void a_rebuild_takes_in_more_than_one_turn_holds() {
    CallSource source{seed()};
    figures::BatchWriter batches{*writer_, *account_};
    batches.apply(some_calls(source, 1500));
    const auto session = database::open_writer(*address_);
    figures::Rebuild rebuild{*session, *account_, account_->zone_name};
    batches.apply(
        some_calls(source, 100));  // seen by what reads the calls, and kept as a change too
    rebuild.read_calls(*reader_);
    static const database::Statement count{
        "count", "-- returns: integer\nSELECT COUNT(*) FROM changed_calls"};
    while (reader_->query(count, {}).integer(0, 0) <=
           2 * static_cast<std::int64_t>(figures::Rebuild::rows_of_a_replay)) {
      batches.apply(some_calls(source, 900));
    }
    const auto version = accounts::version(*reader_, account_->number);
    rebuild.finish();
    CPPUNIT_ASSERT(accounts::version(*reader_, account_->number) >= version + 2);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, reader_->query(count, {}).integer(0, 0));
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
    // Customers that surely are among so many calls: one that isn't there has no answer to compare.
    for (const std::int64_t customer_id : {0, 1, 2, 0, 1, 3}) {
      questions.push_back(random_question(source));
      questions.back().customer_id = customer_id;
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
          figures::SubjectCache book;
          for (std::size_t at = 0; !stop.stop_requested(); at = (at + 1) % questions.size()) {
            question::Question question = questions[at];
            question.account = account_->number;
            const auto answer = widgets::answer(*session, book, question, {});
            mine.push_back({answer.state.version, at, answer.body});
          }
        });
      }
      // Nobody else writes: between two batches the calls are those of the version.
      for (int batch = 0; batch < 60; ++batch) {
        batches.apply(some_calls(source, 1 + static_cast<std::size_t>(source.below(30))));
        const std::int64_t version = accounts::version(*writer_, account_->number);
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
    figures::CallCounts all;
    figures::BulkLoad load{*reader_, *writer_, *other, {}};
    for (int round = 0; round < 20; ++round) {
      const auto calls = some_calls(source, 60);
      const auto counts = figures::BatchWriter{*writer_, *account_}.apply(calls).counts;
      CPPUNIT_ASSERT(counts == load.apply(calls).counts);
      CPPUNIT_ASSERT_EQUAL(std::int64_t{60}, counts.records());
      all += counts;
    }
    CPPUNIT_ASSERT(all.added > 0 && all.replaced > 0 && all.unchanged > 0 && all.removed > 0);
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
};

using FiguresSqlite = FiguresTest<Database::sqlite>;
using FiguresMariadb = FiguresTest<Database::mariadb>;
using FiguresMysql56 = FiguresTest<Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FiguresSqlite, "figures_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FiguresMariadb, "figures_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FiguresMysql56, "figures_mysql56");

}  // namespace
}  // namespace callwidgets::test
