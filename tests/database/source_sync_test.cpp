// A call table that is written, corrected and pruned between syncs: what is stored is what the
// table says, nothing is removed by accident, and what has not changed is not written.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <signal.h>

#include <chrono>
#include <map>
#include <vector>

#include "import_site.h"
#include "pbx_table.h"
#include "sql_client.h"
#include "stored_verdicts.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

using Words = std::vector<std::string>;

const std::vector<std::string> columns{"calldate", "src",         "dst",      "dcontext",
                                       "channel",  "dstchannel",  "lastapp",  "duration",
                                       "billsec",  "disposition", "uniqueid", "did",
                                       "cnum",     "linkedid",    "sequence"};

// Of a call that extension 201 answered.
PbxTable::Row row(const std::string& id, const std::string& time, int talk = 60,
                  const std::string& did = "+441632960100") {
  return {time,
          "+441632960111",
          "201",
          "ext-local",
          "SIP/telco-" + id,
          "SIP/201-" + id,
          "Dial",
          std::to_string(talk + 5),
          std::to_string(talk),
          "ANSWERED",
          id,
          did,
          "+441632960111",
          id,
          "1"};
}

constexpr int calls_a_day = 20;

std::string time_of(int call) {
  const int minutes = 6 * 60 + call * 45;
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return " " + two(minutes / 60) + ":" + two(minutes % 60) + ":00";
}

// d2-0 … d2-19 of 2026-03-02.
std::vector<PbxTable::Row> day_of_rows(int day) {
  std::vector<PbxTable::Row> rows;
  for (int call = 0; call < calls_a_day; ++call) {
    rows.push_back(row("d" + std::to_string(day) + "-" + std::to_string(call),
                       "2026-03-0" + std::to_string(day) + time_of(call)));
  }
  return rows;
}

template <Database kind>
class SourceSyncTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SourceSyncTest<kind>);
  CPPUNIT_TEST(rows_that_come_late_are_taken);
  CPPUNIT_TEST(a_corrected_row_replaces_its_call);
  CPPUNIT_TEST(a_row_that_is_gone_takes_its_call_with_it);
  CPPUNIT_TEST(a_day_that_is_gone_is_removed_on_the_operators_word_alone);
  CPPUNIT_TEST(more_than_a_tenth_is_removed_on_the_operators_word_alone);
  CPPUNIT_TEST(the_first_day_of_the_window_is_a_whole_one);
  CPPUNIT_TEST(old_days_are_synced_on_demand);
  CPPUNIT_TEST(a_dry_run_writes_nothing);
  CPPUNIT_TEST(a_second_sync_writes_nothing);
  CPPUNIT_TEST(a_call_that_moves_to_another_day_stays);
  CPPUNIT_TEST(numbers_that_nobody_has_are_left_out_and_told);
  CPPUNIT_TEST(a_customer_takes_what_nobody_has);
  CPPUNIT_TEST(purged_days_stay_away);
  CPPUNIT_TEST(held_removals_wait_however_long);
  CPPUNIT_TEST(erased_calls_are_not_written_again);
  CPPUNIT_TEST(a_first_sync_of_some_days_is_followed_by_a_whole_one);
  CPPUNIT_TEST(imported_calls_are_not_touched);
  CPPUNIT_TEST(two_sources_may_have_the_same_ids);
  CPPUNIT_TEST(a_source_may_be_removed_and_come_again);
  CPPUNIT_TEST(mistakes_are_named_by_line);
  CPPUNIT_TEST(what_the_table_lacks_is_named);
  CPPUNIT_TEST(a_database_that_is_away_is_told_of);
  CPPUNIT_TEST(a_watch_takes_rows_as_they_come);
  CPPUNIT_TEST(a_watch_outlasts_a_table_that_is_away);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    run(PbxTable{columns, {}}.create());
    insert(day_of_rows(2));
    insert(day_of_rows(3));
    add("pbx", {"--customer", "7"});
  }

  void rows_that_come_late_are_taken() {
    sync();
    insert({row("late", "2026-03-03 19:35:00"), row("long", "2026-03-03 17:10:00", 3 * 3600)});
    says("pbx: 2 new, 0 changed, 0 removed, 40 as they were", sync());
    CPPUNIT_ASSERT_EQUAL(3L * 3600, verdicts().at("pbx/long").talk);
    verify();
  }

  void a_corrected_row_replaces_its_call() {
    sync();
    run("UPDATE cdr SET billsec = 75 WHERE uniqueid = 'd3-4';");
    says("pbx: 0 new, 1 changed, 0 removed, 39 as they were", sync());
    CPPUNIT_ASSERT_EQUAL(75L, verdicts().at("pbx/d3-4").talk);
    verify();
  }

  void a_row_that_is_gone_takes_its_call_with_it() {
    sync();
    run("DELETE FROM cdr WHERE uniqueid = 'd3-4';");
    says("pbx: 0 new, 0 changed, 1 removed, 39 as they were", sync());
    CPPUNIT_ASSERT(!verdicts().contains("pbx/d3-4"));
    verify();
  }

  void a_day_that_is_gone_is_removed_on_the_operators_word_alone() {
    // The day is less than a tenth of all.
    for (int day = 4; day <= 9; ++day) insert(day_of_rows(day));
    insert({row("alone", "2026-03-10 10:00:00")});
    for (int day = 11; day <= 12; ++day)
      insert({row("l" + std::to_string(day), "2026-03-" + std::to_string(day) + " 10:00:00")});
    sync();
    run("DELETE FROM cdr WHERE uniqueid = 'alone';");
    const Words words{"sync", "pbx", "--full", "2026-03-01..2026-03-31"};
    const Finished held = site_.site().admin(words);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(held.out + held.err, 4, held.status);
    says("no longer has 1 call of 163 that are here, all of 2026-03-10: none is removed", held.err);
    CPPUNIT_ASSERT(verdicts().contains("pbx/alone"));
    Words accepting = words;
    accepting.push_back("--accept-removals");
    says("1 removed", site_.site().must_admin(accepting));
    CPPUNIT_ASSERT(!verdicts().contains("pbx/alone"));
    says("0 new, 0 changed, 0 removed", site_.site().must_admin(words));
    verify();
  }

  void more_than_a_tenth_is_removed_on_the_operators_word_alone() {
    sync();
    insert({row("new", "2026-03-03 20:30:00")});
    run("DELETE FROM cdr WHERE uniqueid IN ('d3-1', 'd3-2', 'd3-3', 'd3-4', 'd2-19');");
    const Finished held = site_.site().admin({"sync", "pbx"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(held.out + held.err, 4, held.status);
    says("the source no longer has 5 calls of 40 that are here: none is removed", held.err);
    says("1 new, 0 changed, 0 removed", held.out);
    CPPUNIT_ASSERT_EQUAL(std::size_t{41}, verdicts().size());
    says("5 removed", site_.site().must_admin({"sync", "pbx", "--accept-removals"}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{36}, verdicts().size());
    verify();
  }

  // Of a day that is cut by the window, what lies before it would seem gone.
  void the_first_day_of_the_window_is_a_whole_one() {
    sync();
    // Looking back a day, 2026-03-02 20:15 is the last moment of the window's first day.
    run("DELETE FROM cdr WHERE uniqueid = 'd2-19';");
    says("1 removed", sync());
    verify();
  }

  void old_days_are_synced_on_demand() {
    for (int day = 4; day <= 8; ++day) insert(day_of_rows(day));
    sync();
    run("UPDATE cdr SET billsec = 75 WHERE uniqueid = 'd2-4';");
    insert({row("forgotten", "2026-03-02 10:00:10")});
    says("pbx: 0 new, 0 changed, 0 removed", sync());
    says("pbx: 1 new, 1 changed, 0 removed, 39 as they were",
         sync({"--full", "2026-03-02..2026-03-03"}));
    CPPUNIT_ASSERT_EQUAL(75L, verdicts().at("pbx/d2-4").talk);
    const Finished odd = site_.site().admin({"sync", "pbx", "--full", "2026-03-03..2026-03-02"});
    CPPUNIT_ASSERT(odd.status != 0);
    says("allowed: two days as YYYY-MM-DD..YYYY-MM-DD, the first not after", odd.err);
    verify();
  }

  void a_dry_run_writes_nothing() {
    const std::string empty = state();
    says("pbx: would be 40 new, 0 changed, 0 removed", sync({"--dry-run"}));
    CPPUNIT_ASSERT_EQUAL(empty, state());
    sync();
    const std::string before = state();
    insert({row("new", "2026-03-03 20:30:00")});
    run("UPDATE cdr SET billsec = 75 WHERE uniqueid = 'd3-4';"
        "UPDATE cdr SET calldate = '2026-03-02 20:30:00' WHERE uniqueid = 'd3-7';"
        "DELETE FROM cdr WHERE uniqueid = 'd3-5';");
    says("pbx: would be 2 new, 1 changed, 1 removed, 37 as they were", sync({"--dry-run"}));
    CPPUNIT_ASSERT_EQUAL(before, state());
    says("pbx: 1 new, 2 changed, 1 removed, 37 as they were", sync());
    verify();
  }

  void a_second_sync_writes_nothing() {
    sync();
    const std::string before = state();
    says("pbx: 0 new, 0 changed, 0 removed, 40 as they were", sync());
    says("pbx: 0 new, 0 changed, 0 removed, 40 as they were",
         sync({"--full", "2026-03-01..2026-03-31"}));
    CPPUNIT_ASSERT_EQUAL(before, state());
  }

  void a_call_that_moves_to_another_day_stays() {
    sync();
    run("UPDATE cdr SET calldate = '2026-03-02 05:00:00' WHERE uniqueid = 'd3-4';"
        "UPDATE cdr SET calldate = '2026-03-03 20:45:00' WHERE uniqueid = 'd2-4';");
    says("pbx: 0 new, 2 changed, 0 removed, 38 as they were", sync());
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-03-02 05:00:00"}, verdicts().at("pbx/d3-4").start);
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-03-03 20:45:00"}, verdicts().at("pbx/d2-4").start);
    verify();
  }

  void numbers_that_nobody_has_are_left_out_and_told() {
    add("other", {});
    const Finished none = site_.site().admin({"sync", "other"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(none.err, 0, none.status);
    says("0 new, 0 changed, 0 removed", none.out);
    says("no number mapping names a customer for calls to +441632960100 (40)", none.err);
    site_.site().must_admin(
        {"number", "add", "+441632960100", "--customer", "12", "--attribution", "Radio"});
    says("40 new", sync({"--full", "2026-03-01..2026-03-31"}, "other"));
    CPPUNIT_ASSERT_EQUAL(12L, verdicts().at("other/d2-0").customer);
    says("0 new, 0 changed, 0 removed, 40 as they were", sync({}, "other"));
    verify();
  }

  void a_customer_takes_what_nobody_has() {
    site_.site().must_admin({"number", "add", "+441632960100", "--customer", "12"});
    insert({row("else", "2026-03-03 20:30:00", 60, "+441632960199")});
    sync();
    CPPUNIT_ASSERT_EQUAL(12L, verdicts().at("pbx/d2-0").customer);
    CPPUNIT_ASSERT_EQUAL(7L, verdicts().at("pbx/else").customer);
    verify();
  }

  void purged_days_stay_away() {
    for (const char* figures : {"go", "stay"}) {
      sync();
      site_.site().must_admin({"purge", "--before", "2026-03-03", "--figures", figures});
      const std::string before = state();
      const Finished done = site_.site().admin({"sync", "pbx"});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
      says("0 new, 0 changed, 0 removed, 20 as they were", done.out);
      says("20 calls of days that were purged stay away", done.err);
      CPPUNIT_ASSERT_EQUAL(std::size_t{20}, verdicts().size());
      CPPUNIT_ASSERT_EQUAL(before, state());
      verify();
    }
  }

  void held_removals_wait_however_long() {
    sync();
    run("DELETE FROM cdr WHERE calldate < '2026-03-03';");
    for (int day = 4; day <= 6; ++day) {
      insert(day_of_rows(day));
      const Finished held = site_.site().admin({"sync", "pbx"});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(held.out + held.err, 4, held.status);
      says("no longer has 20 calls", held.err);
      says("20 new", held.out);
    }
    says("0 new, 0 changed, 20 removed, 80 as they were", sync({"--accept-removals"}));
    says("0 new, 0 changed, 0 removed, 40 as they were", sync());
    verify();
  }

  void erased_calls_are_not_written_again() {
    auto other = row("other", "2026-03-03 20:30:00");
    other[1] = other[12] = "+441632960112";
    insert({other});
    sync();
    for (const auto& [caller, calls] :
         {std::pair{"+441632960111", "nobody"}, {"+441632960112", "go"}}) {
      site_.site().must_admin({"caller", "erase", caller, "--calls", calls});
      const std::string before = state();
      says("0 new, 0 changed, 0 removed, 41 as they were", sync());
      CPPUNIT_ASSERT_EQUAL(before, state());
      verify();
    }
    CPPUNIT_ASSERT(!verdicts().at("pbx/d3-4").has_caller);
    CPPUNIT_ASSERT(!verdicts().contains("pbx/other"));
  }

  void a_first_sync_of_some_days_is_followed_by_a_whole_one() {
    says("20 new", sync({"--full", "2026-03-03..2026-03-03"}));
    insert({row("new", "2026-03-05 20:30:00")});
    says("21 new, 0 changed, 0 removed, 20 as they were", sync());
    says("0 new, 0 changed, 0 removed, 1 as they were", sync());
    verify();
  }

  void imported_calls_are_not_touched() {
    const std::string records = "cdr_id,start,duration,answered,customer_id\n";
    const Finished done = site_.import({site_.file(
        "calls.csv", records + "x1,2026-03-02 10:00:00,5,1,7\nx2,2026-03-03 10:00:00,5,1,7\n")});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.err, 0, done.status);
    const auto before = verdicts();
    says("40 new", sync());
    run("DELETE FROM cdr;");
    const Finished held = site_.site().admin({"sync", "pbx"});
    CPPUNIT_ASSERT_EQUAL(4, held.status);
    says("no longer has 40 calls of 40 that are here, all of 2026-03-02 and 1 other day", held.err);
    says("40 removed", sync({"--accept-removals"}));
    CPPUNIT_ASSERT(before == verdicts());
    verify();
  }

  void two_sources_may_have_the_same_ids() {
    add("twin", {"--customer", "8"});
    says("40 new", sync());
    says("40 new", sync({}, "twin"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{80}, verdicts().size());
    says("0 new, 0 changed, 0 removed, 40 as they were", sync());
    run("DELETE FROM cdr WHERE uniqueid = 'd3-4';");
    says("1 removed", sync());
    CPPUNIT_ASSERT(verdicts().contains("twin/d3-4"));
    verify();
  }

  void a_source_may_be_removed_and_come_again() {
    sync();
    site_.site().must_admin({"source", "remove", "pbx"});
    CPPUNIT_ASSERT_EQUAL(std::size_t{40}, verdicts().size());
    CPPUNIT_ASSERT(site_.site().admin({"sync", "pbx"}).status != 0);
    add("pbx", {"--customer", "7"});
    says("0 new, 0 changed, 0 removed, 40 as they were", sync());
    verify();
  }

  void mistakes_are_named_by_line() {
    edit("talk = billsecs");
    const Finished done = site_.site().admin({"sync", "pbx"});
    CPPUNIT_ASSERT(done.status != 0);
    says("pbx.source:", done.err);
    says("billsecs", done.err);
    CPPUNIT_ASSERT(verdicts().empty());
  }

  void what_the_table_lacks_is_named() {
    run("ALTER TABLE cdr RENAME TO elsewhere;");
    Finished done = site_.site().admin({"sync", "pbx"});
    CPPUNIT_ASSERT(done.status != 0);
    says("there is no such table, or the user may not read it; there are: elsewhere", done.err);
    run("CREATE TABLE cdr (calldate DATETIME NOT NULL, src VARCHAR(80));");
    done = site_.site().admin({"sync", "pbx"});
    CPPUNIT_ASSERT(done.status != 0);
    says("column", done.err);
    CPPUNIT_ASSERT(verdicts().empty());
  }

  void a_database_that_is_away_is_told_of() {
    sync();
    const std::string away = kind == Database::sqlite ? "sqlite:" + (site_.folder() / "none.db")
                                                      : "mysql://reader@127.0.0.1:1/asterisk";
    edit("database = " + away);
    const Finished done = site_.site().admin({"sync", "pbx"});
    CPPUNIT_ASSERT(done.status != 0);
    says(kind == Database::sqlite ? "none.db" : "127.0.0.1:1", done.err);
    CPPUNIT_ASSERT_EQUAL(std::size_t{40}, verdicts().size());
  }

  void a_watch_takes_rows_as_they_come() {
    Process watch{site_.site().admin_command({"sync", "pbx", "--watch"}), out(), err()};
    CPPUNIT_ASSERT(eventually([&] { return verdicts().size() == 40; }, patience));
    insert({row("new", "2026-03-03 20:30:00")});
    CPPUNIT_ASSERT(eventually([&] { return verdicts().size() == 41; }, patience));
    // It tells after it has written.
    CPPUNIT_ASSERT(eventually(
        [&] { return read_all(out()).find("pbx: 1 new") != std::string::npos; }, patience));
    CPPUNIT_ASSERT(watch.alive());
    watch.signal(SIGTERM);
    CPPUNIT_ASSERT_EQUAL(128 + SIGTERM, watch.wait(patience));
    says("interrupted by SIGTERM; the next sync goes on from what is there", read_all(err()));
    says("pbx: 40 new", read_all(out()));
    says("pbx: 1 new", read_all(out()));
    verify();
  }

  void a_watch_outlasts_a_table_that_is_away() {
    run("ALTER TABLE cdr RENAME TO elsewhere;");
    Process watch{site_.site().admin_command({"sync", "pbx", "--watch"}), out(), err()};
    CPPUNIT_ASSERT(eventually(
        [&] { return read_all(err()).find("it is tried again") != std::string::npos; }, patience));
    run("ALTER TABLE elsewhere RENAME TO cdr;");
    CPPUNIT_ASSERT(eventually([&] { return verdicts().size() == 40; }, patience));
    watch.signal(SIGTERM);
    CPPUNIT_ASSERT_EQUAL(128 + SIGTERM, watch.wait(patience));
    verify();
  }

 private:
  static constexpr std::chrono::seconds patience{60};

  std::string out() const { return site_.folder() / "watch.out"; }
  std::string err() const { return site_.folder() / "watch.err"; }

  static void says(const std::string& wanted, const std::string& text) {
    CPPUNIT_ASSERT_MESSAGE("no '" + wanted + "' in: " + text, text.find(wanted) != text.npos);
  }

  void run(const std::string& text) const { statements(source_, text); }
  void insert(std::vector<PbxTable::Row> rows) const {
    run(PbxTable{columns, std::move(rows)}.insert());
  }

  // As the user who may read, and nothing else.
  void add(const std::string& name, Words more) const {
    more.insert(more.begin(), {"source", "add", name, "--kind", "freepbx", "--zone", "UTC",
                               "--database", reading(source_)});
    site_.site().must_admin(more);
  }

  // A line of the source's file, in the place of the one that gives the same name.
  void edit(const std::string& line) const {
    const std::string name = line.substr(0, line.find(" = "));
    std::string text = site_.site().must_admin({"source", "show", "pbx"});
    if (const auto at = text.find("\n" + name + " = "); at != text.npos)
      text.erase(at, text.find('\n', at + 1) - at);
    site_.file("sources/pbx.source", text + line + "\n");
  }

  std::string sync(Words more = {}, const std::string& name = "pbx") const {
    more.insert(more.begin(), {"sync", name});
    return site_.site().must_admin(more);
  }

  std::map<std::string, StoredVerdict> verdicts() const {
    return stored_verdicts(site_.database());
  }

  // All that a sync could change, but for what its tables hold in bytes.
  std::string state() const {
    std::string all;
    for (const char* table :
         {"calls", "batches", "sources", "customers", "sums", "changed_calls", "names"})
      all += statements(site_.database(), "SELECT COUNT(*) FROM " + std::string{table} + ";");
    all += statements(site_.database(), "SELECT version FROM accounts;");
    for (const auto& [id, verdict] : verdicts())
      all += id + " " + verdict.start + " " + std::to_string(verdict.talk) + "\n";
    return all;
  }

  void verify() const {
    CPPUNIT_ASSERT_EQUAL(std::string{"0 differences\n"}, site_.site().must_admin({"verify"}));
  }

  const ImportSite site_{kind};
  const std::string source_ = kind == Database::sqlite ? "sqlite:" + (site_.folder() / "pbx.db")
                                                       : fresh_database(kind, site_.folder());
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SourceSyncTest<Database::sqlite>, "source_sync_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SourceSyncTest<Database::mariadb>, "source_sync_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SourceSyncTest<Database::mysql56>, "source_sync_mysql56");

}  // namespace
}  // namespace callwidgets::test
