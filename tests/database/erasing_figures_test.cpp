// Erased callers, merged and removed customers beside whatever else changes the figures or has read
// them.
#include "accounts/customer.h"
#include "figures/erasing/caller_erasure.h"
#include "figures/erasing/customer_merge.h"
#include "figures/erasing/customer_removal.h"
#include "figures/upkeep/purge.h"
#include "figures_fixture.h"
#include "question/problem.h"

namespace callwidgets::test {
namespace {

void nothing(std::int64_t, std::int64_t) {}
void no_progress(std::int64_t) {}

template <Database kind>
class ErasingFiguresTest : public FiguresFixture {
  CPPUNIT_TEST_SUITE(ErasingFiguresTest);
  CPPUNIT_TEST(a_rebuild_that_goes_on_takes_them_in);
  CPPUNIT_TEST(an_import_that_goes_on_follows);
  CPPUNIT_TEST(who_has_read_a_customer_learns_that_it_is_gone);
  CPPUNIT_TEST(answers_are_those_of_the_calls);
  CPPUNIT_TEST(figures_of_purged_calls_stay_what_they_are);
  CPPUNIT_TEST(an_unfinished_purge_comes_first);
  CPPUNIT_TEST_SUITE_END();

 public:
  ErasingFiguresTest() : FiguresFixture(kind) {}

  void a_rebuild_that_goes_on_takes_them_in() {
    CallSource source{seed()};
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 2000));
    const auto builder = database::open_writer(*address_);
    figures::Rebuild rebuild{*builder, *account_, account_->zone_name};
    rebuild.read_calls(*reader_);
    CPPUNIT_ASSERT(erase(3, figures::Erased::gone) > 0);
    CPPUNIT_ASSERT(erase(4, figures::Erased::nobodys) > 0);
    merge(2, 1);
    remove(3);
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 300));
    rebuild.finish();
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    for (int question = 0; question < 10; ++question) check_a_question(source);
  }

  // It knows numbers of customers that go meanwhile.
  void an_import_that_goes_on_follows() {
    figures::BatchWriter batches{*writer_, *account_};
    const auto session = database::open_writer(*address_);
    batches.apply(calls_of({1, 2, 3}));
    merge(1, 2, session.get());
    remove(3, session.get());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, batches.apply(calls_of({1, 2, 1})).counts.added);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, batches.apply(calls_of({3})).counts.added);
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    CPPUNIT_ASSERT(!accounts::number_of(*reader_, account_->number, 1));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, calls_of_customer(2));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, calls_of_customer(3));
    // The same record of the merged customer is no change.
    auto same = calls_of({1});
    batches.apply(same);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, batches.apply(same).counts.unchanged);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         figures::BatchWriter(*writer_, *account_).apply(same).counts.unchanged);
  }

  void who_has_read_a_customer_learns_that_it_is_gone() {
    figures::BatchWriter{*writer_, *account_}.apply(calls_of({7, 8, 9}));
    for (const std::int64_t customer : {7, 8, 9}) has_calls(customer, "\"1\"");
    merge(7, 8);
    has_calls(8, "\"2\"");
    CPPUNIT_ASSERT(asked(7).find("no customer 7") != std::string::npos);
    remove(9);
    CPPUNIT_ASSERT(asked(9).find("no customer 9") != std::string::npos);
    figures::BatchWriter{*writer_, *account_}.apply(calls_of({9, 9}));
    has_calls(9, "\"2\"");
  }

  void answers_are_those_of_the_calls() {
    CallSource source{seed()};
    figures::BatchWriter batches{*writer_, *account_};
    for (int round = 0; round < 12; ++round) {
      batches.apply(some_calls(source, 400));
      const std::int64_t caller = source.below(25) - 12;
      if (caller != 0)
        erase(caller, round % 2 == 0 ? figures::Erased::gone : figures::Erased::nobodys);
      if (round % 3 == 0) merge(2 + round, 1);
      if (round % 4 == 0) remove(20 + round / 4);
      CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
      for (int question = 0; question < 6; ++question) check_a_question(source);
    }
  }

  void figures_of_purged_calls_stay_what_they_are() {
    auto calls = calls_of({1, 1, 2, 2});
    // Each customer has a call before the day and one since, of one caller.
    for (std::size_t at = 0; at < calls.size(); ++at) {
      calls[at].caller = 5;
      if (at % 2 == 0) calls[at].start -= std::chrono::days{40};
    }
    figures::BatchWriter{*writer_, *account_}.apply(calls);
    figures::BatchWriter{*writer_, *account_}.apply(calls_of({3}));
    const auto day = std::chrono::floor<std::chrono::days>(calls[1].start);
    figures::purge(*reader_, *writer_, *account_, calendar::number(calendar::Day{day}), true);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, erase(5, figures::Erased::gone));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         number("SELECT COUNT(*) FROM caller_days WHERE caller = 5"));
    has_calls(1, "\"1\"");
    refuses([&] { merge(1, 3); }, "has figures of calls before");
    refuses([&] { remove(1); }, "has figures of calls before");
    // That one hasn't.
    merge(3, 1);
    has_calls(1, "\"2\"");
    figures::purge(*reader_, *writer_, *account_, calendar::number(calendar::Day{day}), false);
    remove(1);
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  void an_unfinished_purge_comes_first() {
    auto calls = calls_of({1, 2});
    calls[0].caller = 5;
    figures::BatchWriter{*writer_, *account_}.apply(calls);
    writer_->direct(
        "INSERT INTO purges (account, before_day, kept_from, figures_stay, finished) VALUES (1, "
        "19600, 1693440000, 1, 0)");
    refuses([&] { erase(5, figures::Erased::gone); }, "a purge is unfinished");
    refuses([&] { merge(1, 2); }, "a purge is unfinished");
    refuses([&] { remove(1); }, "a purge is unfinished");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, number("SELECT COUNT(*) FROM calls"));
  }

 private:
  // One call each, of days from 2024-02-01 on.
  std::vector<calls::Call> calls_of(const std::vector<std::int64_t>& customers) {
    std::vector<calls::Call> calls;
    for (const std::int64_t customer : customers) {
      calls::Call& call = calls.emplace_back();
      call.cdr_id = "of " + std::to_string(++made_);
      call.start = calendar::Instant{std::chrono::seconds{1'706'788'800 + made_ * 86'400}};
      call.customer_id = customer;
      call.caller = 1000 + made_;
      call.attribution = "Direct";
      call.origin = "Mobile";
    }
    return calls;
  }

  std::int64_t erase(std::int64_t caller, figures::Erased what) {
    return figures::erase_caller(*reader_, *writer_, *account_, {caller, "no such number"}, what,
                                 nothing);
  }

  void merge(std::int64_t from, std::int64_t into, database::Session* session = nullptr) {
    if (!accounts::number_of(*reader_, account_->number, from)) return;
    figures::CustomerMerge merge{session ? *session : *writer_, *account_, from, into};
    merge.begin();
    merge.finish(no_progress);
  }

  void remove(std::int64_t customer, database::Session* session = nullptr) {
    if (!accounts::number_of(*reader_, account_->number, customer)) return;
    figures::CustomerRemoval{session ? *session : *writer_, *account_, customer}.run(true,
                                                                                     no_progress);
  }

  template <class Body>
  static void refuses(Body body, const std::string& part) {
    try {
      body();
    } catch (const database::Error& error) {
      const std::string said = error.what();
      CPPUNIT_ASSERT_MESSAGE(said, said.find(part) != said.npos);
      return;
    }
    CPPUNIT_FAIL("not refused: " + part);
  }

  // The answer about a customer, by what the session has learnt so far.
  std::string asked(std::int64_t customer) {
    question::Question question;
    for (std::size_t type = 0; type < widgets::table().size(); ++type) {
      if (widgets::table()[type].name == "call_totals") question.types = {type};
    }
    question.customer_id = customer;
    question.range = {*calendar::parse_day("2023-11-01"), *calendar::parse_day("2024-12-31")};
    return answer(*account_, question, widgets::Source::figures);
  }

  void has_calls(std::int64_t customer, const std::string& number) {
    const std::string said = asked(customer);
    CPPUNIT_ASSERT_MESSAGE(said, said.find("\"data\":" + number) != said.npos);
  }

  std::int64_t number(const std::string& query) {
    const std::string text = "-- returns: integer\n" + query;
    const auto session = database::open_reader(*address_);
    return session->query({"number", text}, {}).integer(0, 0);
  }

  std::int64_t calls_of_customer(std::int64_t customer_id) {
    return figures::count_calls_of_customer(
        *reader_, account_->number,
        accounts::number_of(*reader_, account_->number, customer_id).value());
  }

  std::int64_t made_ = 0;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ErasingFiguresTest<Database::sqlite>,
                                      "erasing_figures_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ErasingFiguresTest<Database::mariadb>,
                                      "erasing_figures_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ErasingFiguresTest<Database::mysql56>,
                                      "erasing_figures_mysql56");

}  // namespace
}  // namespace callwidgets::test
