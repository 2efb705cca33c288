// An account's first load: while it goes on, when it fails, and what an interrupted one leaves.
#include "figures_fixture.h"

#include "figures/importing/bulk_load.h"
#include "figures/upkeep/interrupted_load.h"
#include "figures/upkeep/purge.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

template <Database kind>
class FiguresLoadTest : public FiguresFixture {
  CPPUNIT_TEST_SUITE(FiguresLoadTest);
  CPPUNIT_TEST(gives_signs_of_life_while_it_does_nothing_in_the_database);
  CPPUNIT_TEST(keeps_everybody_else_out_while_it_is_alive);
  CPPUNIT_TEST(takes_its_calls_away_when_it_fails);
  CPPUNIT_TEST(takes_its_calls_away_when_its_figures_fail);
  CPPUNIT_TEST(does_not_go_on_beside_another_that_took_it_for_dead);
  CPPUNIT_TEST(an_interrupted_one_is_removed_and_begun_again);
  CPPUNIT_TEST(what_is_served_stays_when_only_the_mark_was_left);
  CPPUNIT_TEST(calls_that_answers_count_already_are_not_loaded_over);
  CPPUNIT_TEST_SUITE_END();

 public:
  FiguresLoadTest() : FiguresFixture(kind) {}

  void gives_signs_of_life_while_it_does_nothing_in_the_database() {
    CallSource source{seed()};
    figures::BulkLoad load{*reader_, *writer_, *account_, options()};
    load.apply(some_calls(source, 100));
    writer_->direct("UPDATE loads SET written_at = written_at - 100");
    CPPUNIT_ASSERT(eventually([&] { return !mark()->interrupted(); }, std::chrono::seconds{20}));
    load.finish();
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  void keeps_everybody_else_out_while_it_is_alive() {
    CallSource source{seed()};
    figures::BulkLoad load{*reader_, *writer_, *account_, options()};
    const auto calls = some_calls(source, 100);
    load.apply(calls);
    const auto session = database::open_writer(*address_);
    CPPUNIT_ASSERT_THROW((figures::BatchWriter{*session, *account_}.apply(calls)), database::Error);
    CPPUNIT_ASSERT_THROW((figures::BulkLoad{*reader_, *session, *account_, {}}), database::Error);
    CPPUNIT_ASSERT_THROW(figures::rebuild(*reader_, *session, *account_, account_->zone_name),
                         database::Error);
    CPPUNIT_ASSERT_THROW(figures::purge(*reader_, *session, *account_, 19'000, false),
                         database::Error);
    CPPUNIT_ASSERT_THROW(figures::end_interrupted_load(*session, *account_), database::Error);
    CPPUNIT_ASSERT(differences().find("are being loaded") != std::string::npos);
    load.finish();
    CPPUNIT_ASSERT(!mark());
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  void takes_its_calls_away_when_it_fails() {
    CallSource source{seed()};
    bool fails = false;
    figures::BulkLoadOptions failing = options();
    failing.check = [&] {
      if (fails) throw std::bad_alloc{};
    };
    figures::BulkLoad load{*reader_, *writer_, *account_, failing};
    load.apply(some_calls(source, 6000));
    fails = true;
    CPPUNIT_ASSERT_THROW(load.apply(some_calls(source, 100)), std::bad_alloc);
    CPPUNIT_ASSERT(load.abandon() == figures::Abandoned::nothing_stays);
    nothing_is_left(source);
  }

  void takes_its_calls_away_when_its_figures_fail() {
    CallSource source{seed()};
    {
      // Batches go in; then each transaction that writes figures asks.
      int asked = 0;
      figures::BulkLoadOptions failing = options();
      failing.check = [&] {
        if (++asked == 4) throw std::runtime_error("enough");
      };
      figures::BulkLoad load{*reader_, *writer_, *account_, failing};
      load.apply(some_calls(source, 200));
      CPPUNIT_ASSERT_THROW(load.finish(), std::runtime_error);
    }
    nothing_is_left(source);
  }

  void does_not_go_on_beside_another_that_took_it_for_dead() {
    CallSource source{seed()};
    figures::BulkLoad load{*reader_, *writer_, *account_, {}};
    load.apply(some_calls(source, 200));
    writer_->direct("UPDATE loads SET written_at = written_at - 31");
    const auto session = database::open_writer(*address_);
    CPPUNIT_ASSERT(figures::end_interrupted_load(*session, *account_));
    const auto calls = some_calls(source, 100);
    figures::BatchWriter{*session, *account_}.apply(calls);
    const std::string answers = everything(*account_);
    CPPUNIT_ASSERT_THROW(load.apply(some_calls(source, 10)), database::Error);
    CPPUNIT_ASSERT_THROW(load.finish(), database::Error);
    CPPUNIT_ASSERT(load.abandon() == figures::Abandoned::nothing_stays);
    CPPUNIT_ASSERT_EQUAL(answers, everything(*account_));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  void an_interrupted_one_is_removed_and_begun_again() {
    CallSource source{seed()};
    interrupt_a_load(some_calls(source, 500));
    CPPUNIT_ASSERT(differences().starts_with("the account's first load was interrupted"));
    CPPUNIT_ASSERT_THROW((figures::BulkLoad{*reader_, *writer_, *account_, {}}), database::Error);
    const auto said = figures::end_interrupted_load(*writer_, *account_);
    CPPUNIT_ASSERT(said && said->find("first load was interrupted") != std::string::npos);
    CPPUNIT_ASSERT(!figures::end_interrupted_load(*writer_, *account_));
    nothing_is_left(source);
  }

  void what_is_served_stays_when_only_the_mark_was_left() {
    CallSource source{seed()};
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 500));
    const std::string answers = everything(*account_);
    figures::LoadMark{account_->number}.set(*writer_);
    writer_->direct("UPDATE loads SET written_at = written_at - 31");
    const auto said = figures::end_interrupted_load(*writer_, *account_);
    CPPUNIT_ASSERT(said && said->find("they stay") != std::string::npos);
    CPPUNIT_ASSERT(!mark());
    CPPUNIT_ASSERT_EQUAL(answers, everything(*account_));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    // An earlier version served the part of a load that had gone in.
    figures::LoadMark{account_->number}.set(*writer_);
    writer_->direct(
        "UPDATE calls SET duration = duration + 1000 WHERE quarantined = 0 AND answered = 1");
    writer_->direct("UPDATE loads SET written_at = written_at - 31");
    CPPUNIT_ASSERT(figures::end_interrupted_load(*writer_, *account_));
    CPPUNIT_ASSERT(answers != everything(*account_));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }

  void calls_that_answers_count_already_are_not_loaded_over() {
    CallSource source{seed()};
    figures::BatchWriter{*writer_, *account_}.apply(some_calls(source, 100));
    // As a purge leaves them that was interrupted before it built the figures.
    writer_->direct("DELETE FROM calls");
    CPPUNIT_ASSERT(!figures::BulkLoad::possible(*writer_, account_->number));
  }

 private:
  figures::BulkLoadOptions options() {
    return {[this] { return database::open_writer(*address_); }, {}, std::size_t{16} << 20};
  }

  std::optional<figures::LoadState> mark() {
    return figures::LoadState::of(*reader_, account_->number);
  }

  // As SIGKILL leaves it: the mark isn't this process's any more, so nothing is taken away.
  void interrupt_a_load(const std::vector<calls::Call>& calls) {
    figures::BulkLoad load{*reader_, *writer_, *account_, {}};
    load.apply(calls);
    writer_->direct(
        "UPDATE loads SET source = x'6b696c6c656420202020202020202020', written_at = written_at - "
        "31");
  }

  // The account is as it was, and takes calls in any way.
  void nothing_is_left(CallSource& source) {
    CPPUNIT_ASSERT(!mark());
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
    CPPUNIT_ASSERT(figures::BulkLoad::possible(*writer_, account_->number));
    const auto calls = some_calls(source, 300);
    figures::BulkLoad load{*reader_, *writer_, *account_, options()};
    load.apply(calls);
    load.finish();
    const auto other = add_account("other");
    figures::BatchWriter{*writer_, *other}.apply(calls);
    CPPUNIT_ASSERT_EQUAL(everything(*other), everything(*account_));
    CPPUNIT_ASSERT_EQUAL(std::string{}, differences());
  }
};

using FiguresLoadSqlite = FiguresLoadTest<Database::sqlite>;
using FiguresLoadMariadb = FiguresLoadTest<Database::mariadb>;
using FiguresLoadMysql56 = FiguresLoadTest<Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FiguresLoadSqlite, "figures_load_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FiguresLoadMariadb, "figures_load_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(FiguresLoadMysql56, "figures_load_mysql56");

}  // namespace
}  // namespace callwidgets::test
