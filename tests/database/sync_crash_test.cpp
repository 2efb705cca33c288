// SIGKILL at random moments of syncs, of a call table that is written, corrected and pruned
// meanwhile: whatever was cut short, the next sync completes, and nothing is doubled.
// CALLWIDGETS_CRASHES says how many.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <signal.h>

#include <iostream>
#include <memory>
#include <random>

#include "calendar_days.h"
#include "crashes.h"
#include "import_site.h"
#include "pbx_calls.h"
#include "pbx_table.h"
#include "pbx_text.h"
#include "random_calls.h"
#include "stored_verdicts.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

using std::chrono::milliseconds;

class SyncCrashTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SyncCrashTest);
  CPPUNIT_TEST(syncs_are_killed);
  CPPUNIT_TEST(first_syncs_are_killed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { statements(table_, PbxTable{pbx_columns(), {}}.create()); }

  // Rows come in the order in which Asterisk writes them: a few hours of them, or some days.
  void syncs_are_killed() {
    const ImportSite site{Database::sqlite};
    add_source(site);
    write_to(rows_.size() / 5);
    sync(site);
    const std::size_t share = (rows_.size() - written_) / static_cast<std::size_t>(2 * crashes());
    while (again()) {
      Process process = started(site);
      write_to(written_ + (below(5) == 0 ? 5 * share : share));
      correct_some();
      killed_ += killed(process);
      if (below(8) == 0) verify(site);
    }
    write_to(rows_.size());
    sync(site);
    check(site);
  }

  // They come whole or not at all.
  void first_syncs_are_killed() {
    write_to(rows_.size());
    auto site = std::make_unique<ImportSite>(Database::sqlite);
    add_source(*site);
    while (again()) {
      Process process = started(*site);
      if (killed(process)) {
        ++killed_;
        // As if half a minute had gone by.
        statements(site->database(), "UPDATE loads SET written_at = written_at - 31;");
        continue;
      }
      check(*site);
      site = std::make_unique<ImportSite>(Database::sqlite);
      add_source(*site);
    }
    sync(*site);
    check(*site);
  }

 private:
  static std::vector<PbxTable::Row> made_up(unsigned seed) {
    PbxPlan plan;
    plan.settings.seed = seed;
    plan.calls = 15'000;
    plan.first_day = day_number(2026, 3, 18);
    plan.days = 20;
    PbxCalls source{plan};
    PbxWriting writing;
    std::vector<PbxTable::Row> rows;
    PbxRow row;
    for (std::vector<PbxCall> calls; source.next(calls);) {
      writing.take(calls);
      while (writing.next(source.reached(), row)) rows.push_back(pbx_values(row));
    }
    while (writing.next(PbxWriting::kRest, row)) rows.push_back(pbx_values(row));
    return rows;
  }

  // Until as many were killed as were to be: one that had ended before doesn't count.
  bool again() {
    if (killed_ >= crashes()) {
      std::cerr << "killed " << killed_ << " in " << attempts_ << " attempts\n";
      return false;
    }
    CPPUNIT_ASSERT_MESSAGE("they all end before they are killed",
                           ++attempts_ < 10 * crashes() + 20);
    return true;
  }

  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

  void write_to(std::size_t end) {
    end = std::min(end, rows_.size());
    constexpr std::size_t some = 1000;
    while (written_ < end) {
      const std::size_t to = std::min(end, written_ + some);
      std::string text = PbxTable{pbx_columns(), {&rows_[written_], &rows_[to - 1] + 1}}.insert();
      statements(table_, text);
      written_ = to;
    }
  }

  // Of the last half day, which is within the time that a sync looks back.
  void correct_some() {
    constexpr int half_a_day = 800;
    std::string text;
    for (int change = 0; change < 8; ++change) {
      const auto& row = rows_[written_ - 1 - static_cast<std::size_t>(below(half_a_day))];
      const std::string of_call = " WHERE linkedid = '" + row[23] + "';";
      const std::string of_row =
          " WHERE uniqueid = '" + row[14] + "' AND sequence = " + row[25] + ";";
      switch (below(4)) {
        case 0:
          text += "DELETE FROM cdr" + of_call;
          break;
        case 1:
          text += "UPDATE cdr SET billsec = billsec / 2" + of_row;
          break;
        case 2:
          text += "UPDATE cdr SET disposition = 'NO ANSWER', billsec = 0" + of_row;
          break;
        default:
          text += "UPDATE cdr SET cnum = '', src = ''" + of_call;
      }
    }
    statements(table_, text);
  }

  void add_source(const ImportSite& site) const {
    site.site().must_admin({"source", "add", "pbx", "--kind", "freepbx", "--zone", "Europe/London",
                            "--database", table_, "--customer", "7"});
  }

  static void sync(const ImportSite& site) { site.site().must_admin({"sync", "pbx"}); }

  static Process started(const ImportSite& site) {
    return Process{site.site().admin_command({"sync", "pbx"}), site.folder() / "out",
                   site.folder() / "err"};
  }

  // Whether it was killed before its end. Where it wasn't, the next one is killed sooner.
  bool killed(Process& process) {
    const Stopwatch watch;
    const int ended = process.wait(milliseconds(below(static_cast<int>(lasts_.count()) + 5)));
    lasts_ = ended >= 0 ? watch.elapsed() : lasts_ + lasts_ / 10;
    process.signal(SIGKILL);
    return process.wait(milliseconds(10'000)) == 128 + SIGKILL;
  }

  static void verify(const ImportSite& site) {
    CPPUNIT_ASSERT_EQUAL(std::string{"0 differences\n"}, site.site().must_admin({"verify"}));
  }

  // That it has what a site has that took the table as it is now, undisturbed.
  void check(const ImportSite& site) const {
    verify(site);
    const ImportSite fresh{Database::sqlite};
    add_source(fresh);
    sync(fresh);
    const auto wanted = stored_verdicts(fresh.database()), got = stored_verdicts(site.database());
    for (const auto& [id, verdict] : wanted) {
      CPPUNIT_ASSERT_MESSAGE(id + " of " + verdict.start + " is missing", got.contains(id));
      CPPUNIT_ASSERT_MESSAGE(id + " of " + verdict.start + " differs", got.at(id) == verdict);
    }
    for (const auto& [id, verdict] : got)
      CPPUNIT_ASSERT_MESSAGE(id + " of " + verdict.start + " is there no more",
                             wanted.contains(id));
  }

  const unsigned seed_ = random_seed();
  std::mt19937 random_{seed_};
  const std::vector<PbxTable::Row> rows_ = made_up(seed_);
  std::size_t written_ = 0;
  const Folder folder_;
  const std::string table_ = "sqlite:" + (folder_ / "pbx.db");
  int killed_ = 0, attempts_ = 0;
  milliseconds lasts_{700};  // what is killed, as far as is known
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SyncCrashTest, "sync_crash_sqlite");

}  // namespace
}  // namespace callwidgets::test
