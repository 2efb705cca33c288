// The rows that a real Asterisk wrote for known calls (tests/call_tables/asterisk): what is counted
// of them, beside what the telephones and bridges saw.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>
#include <vector>

#include "import_site.h"
#include "packed_text.h"
#include "pbx_table.h"
#include "stored_verdicts.h"

namespace callwidgets::test {
namespace {

struct Truth {
  std::string id, scenario, start, reason;
  bool inbound = false, answered = false;
  double talk = 0;
  bool queued() const { return scenario.starts_with("queue-"); }
};

std::time_t seconds(const std::string& text) {
  std::tm parts{};
  strptime(text.c_str(), "%Y-%m-%d %H:%M:%S", &parts);
  return timegm(&parts);
}

std::filesystem::path data() { return source_path() / "tests/call_tables/asterisk"; }

std::vector<Truth> truths() {
  const auto reasons = PbxTable::of_csv(read_all(data() / "reasons.csv"));
  std::map<std::string, std::string> reason_of;
  for (const auto& row : reasons.rows()) reason_of[row[0]] = row[1];
  const auto table = PbxTable::of_csv(read_all(data() / "verdicts.csv"));
  std::vector<Truth> truths;
  for (const auto& row : table.rows()) {
    truths.push_back({row[table.column("linkedid")], row[table.column("scenario")],
                      row[table.column("start_utc")], reason_of[row[table.column("scenario")]],
                      row[table.column("inbound")] == "1",
                      row[table.column("answered_by_person")] == "1",
                      std::stod(row[table.column("talk_exact")])});
  }
  return truths;
}

// Nothing that the telephone system writes tells a mobile's own mailbox from its owner.
bool undecidable(const Truth& truth) {
  return truth.scenario == "followme-mobile-voicemail-answers";
}

// Without the called number, calls that look as if they came from outside.
bool looks_inbound(const std::string& scenario) {
  return scenario == "unknown-did-noservice" || scenario == "click-to-dial-customer-first";
}

struct Outcome {
  int inbound = 0, answered = 0, talk_within_a_second = 0, queue_talk_wrong = 0;
  std::multiset<std::string> too_many;  // scenarios
};

class AsteriskCallsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AsteriskCallsTest);
  CPPUNIT_TEST(the_table_alone);
  CPPUNIT_TEST(the_table_and_channel_events);
  CPPUNIT_TEST(the_table_and_the_queue_log);
  CPPUNIT_TEST(the_table_without_called_numbers);
  CPPUNIT_TEST(rows_in_their_real_order_of_writing);
  CPPUNIT_TEST(the_name_of_the_system_before_the_ids);
  CPPUNIT_TEST_SUITE_END();

 public:
  void the_table_alone() {
    const Outcome outcome = judged(cdr(), {});
    CPPUNIT_ASSERT_EQUAL(300, outcome.inbound);
    CPPUNIT_ASSERT_EQUAL(171, outcome.answered);
    CPPUNIT_ASSERT(outcome.too_many.empty());
    CPPUNIT_ASSERT_MESSAGE(std::to_string(outcome.talk_within_a_second),
                           outcome.talk_within_a_second >= 140);
  }

  void the_table_and_channel_events() {
    const Outcome outcome = judged(cdr(), {"--cel", channel_events()});
    CPPUNIT_ASSERT_EQUAL(300, outcome.inbound);
    CPPUNIT_ASSERT(outcome.too_many.empty());
    CPPUNIT_ASSERT_MESSAGE(std::to_string(outcome.talk_within_a_second),
                           outcome.talk_within_a_second >= 170);
  }

  void the_table_and_the_queue_log() {
    const Outcome outcome = judged(cdr(), {"--queue-log", (data() / "queue_log").string()});
    CPPUNIT_ASSERT_EQUAL(300, outcome.inbound);
    CPPUNIT_ASSERT_EQUAL(0, outcome.queue_talk_wrong);
  }

  void the_table_without_called_numbers() {
    PbxTable table = cdr();
    for (auto& row : table.rows()) row[table.column("did")].clear();
    const Outcome outcome = judged(table, {"--trunks", "SIP/telco"});
    CPPUNIT_ASSERT_EQUAL(300, outcome.inbound);
    CPPUNIT_ASSERT_EQUAL(std::size_t{6}, outcome.too_many.size());
    // Channel events tell of a line that was called from here.
    const Outcome told = judged(table, {"--trunks", "SIP/telco", "--cel", channel_events()});
    CPPUNIT_ASSERT_EQUAL(300, told.inbound);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, told.too_many.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, told.too_many.count("unknown-did-noservice"));
  }

  // The dump is in the order in which rows were inserted.
  void rows_in_their_real_order_of_writing() {
    const PbxTable table = cdr();
    const Installation site;
    site.run(table.create());
    site.add({"--database", site.source_database()});
    constexpr std::size_t batches = 12;
    for (std::size_t batch = 0; batch < batches; ++batch) {
      site.run(table.insert(table.rows().size() * batch / batches,
                            table.rows().size() * (batch + 1) / batches));
      site.sync();
    }
    const Outcome outcome = compared(site, "");
    CPPUNIT_ASSERT_EQUAL(300, outcome.inbound);
    CPPUNIT_ASSERT(outcome.too_many.empty());
    CPPUNIT_ASSERT(outcome.talk_within_a_second >= 140);
    const Finished verified = site.admin({"verify"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(verified.out + verified.err, 0, verified.status);
  }

  void the_name_of_the_system_before_the_ids() {
    PbxTable table = cdr();
    for (auto& row : table.rows()) {
      for (const char* id : {"uniqueid", "linkedid"}) row[table.column(id)].insert(0, "pbx-1-");
    }
    const Outcome outcome = judged(table, {}, "pbx-1-");
    CPPUNIT_ASSERT_EQUAL(300, outcome.inbound);
    CPPUNIT_ASSERT(outcome.too_many.empty());
  }

 protected:
  static void use(Database chosen) { kind() = chosen; }

  class Installation {
   public:
    const std::string& source_database() const { return source_; }
    const ImportSite& site() const { return site_; }
    void run(const std::string& text) const { statements(source_, text); }
    Finished admin(const std::vector<std::string>& words) const {
      return site_.site().admin(words);
    }

    void add(const std::vector<std::string>& more, const std::string& of_kind = "freepbx") const {
      std::vector<std::string> words{
          "source",     "add", "pbx",   "--kind",           of_kind, "--zone", "Europe/London",
          "--customer", "7",   "--set", "count_blocked=yes"};
      words.insert(words.end(), more.begin(), more.end());
      site_.site().must_admin(words);
    }
    // The clock was turned to months before and behind the others.
    void sync() const {
      site_.site().must_admin(
          {"sync", "pbx", "--accept-removals", "--full", "2026-10-01..2027-04-30"});
    }

   private:
    const ImportSite site_{Database::sqlite};
    const std::string source_ = kind() == Database::sqlite ? "sqlite:" + (site_.folder() / "pbx.db")
                                                           : fresh_database(kind(), site_.folder());
  };

  // Checks each call, and counts.
  static Outcome compared(const Installation& site, const std::string& before_ids) {
    auto verdicts = stored_verdicts(site.site().database());
    Outcome outcome;
    std::map<std::string, std::string> scenarios;
    for (const Truth& truth : truths()) {
      const auto found = verdicts.find("pbx/" + before_ids + truth.id);
      scenarios["pbx/" + before_ids + truth.id] = truth.scenario;
      if (found == verdicts.end() || !truth.inbound) continue;
      const StoredVerdict got = found->second;
      verdicts.erase(found);
      const std::string what = truth.scenario + " " + truth.id;
      ++outcome.inbound;
      CPPUNIT_ASSERT_MESSAGE(what + " " + got.start,
                             std::abs(seconds(got.start) - seconds(truth.start)) <= 1);
      if (undecidable(truth)) continue;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(what, truth.answered, got.answered);
      if (!truth.answered) {
        CPPUNIT_ASSERT_MESSAGE(
            what + ": " + got.reason,
            (" or " + truth.reason + " or ").find(" or " + got.reason + " or ") !=
                truth.reason.npos);
        continue;
      }
      ++outcome.answered;
      const bool near = std::abs(static_cast<double>(got.talk) - truth.talk) <= 1;
      outcome.talk_within_a_second += near ? 1 : 0;
      outcome.queue_talk_wrong += truth.queued() && !near ? 1 : 0;
    }
    for (const auto& [id, verdict] : verdicts) {
      CPPUNIT_ASSERT_MESSAGE(id + " " + scenarios[id], looks_inbound(scenarios[id]));
      outcome.too_many.insert(scenarios[id]);
    }
    return outcome;
  }

 private:
  static Database& kind() {
    static Database kind = Database::sqlite;
    return kind;
  }

  static PbxTable cdr() { return PbxTable::of_dump(read_all(data() / "cdr.sql")); }

  std::string channel_events() const {
    const std::string path = folder_ / "cel.csv";
    if (!std::filesystem::exists(path))
      must_run({"sh", "-c", "gzip -dc '" + (data() / "cel.csv.gz").string() + "' > " + path});
    return path;
  }

  Outcome judged(const PbxTable& table, std::vector<std::string> more,
                 const std::string& before_ids = "") const {
    const Installation site;
    site.run(table.create() + table.insert());
    more.insert(more.end(), {"--database", site.source_database()});
    site.add(more);
    site.sync();
    const Outcome outcome = compared(site, before_ids);
    std::cerr << outcome.inbound << " from outside, talk of " << outcome.talk_within_a_second
              << " of " << outcome.answered << " within a second" << std::endl;
    return outcome;
  }

  Folder folder_;
};

class AsteriskCallsSqliteTest : public AsteriskCallsTest {
  CPPUNIT_TEST_SUB_SUITE(AsteriskCallsSqliteTest, AsteriskCallsTest);
  CPPUNIT_TEST(master_csv);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { use(Database::sqlite); }

  // It has rows that the table refused, and no called numbers.
  void master_csv() {
    const Installation site;
    site.add({"--file", (data() / "Master.csv").string(), "--trunks", "SIP/telco", "--set",
              "format=master_csv"},
             "asterisk");
    site.sync();
    const Outcome outcome = compared(site, "");
    CPPUNIT_ASSERT_EQUAL(306, outcome.inbound);
    CPPUNIT_ASSERT_EQUAL(177, outcome.answered);
    CPPUNIT_ASSERT_EQUAL(std::size_t{6}, outcome.too_many.size());
  }
};

class AsteriskCallsMariadbTest : public AsteriskCallsTest {
  CPPUNIT_TEST_SUB_SUITE(AsteriskCallsMariadbTest, AsteriskCallsTest);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { use(Database::mariadb); }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(AsteriskCallsSqliteTest, "asterisk_calls_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(AsteriskCallsMariadbTest, "asterisk_calls_mariadb");

}  // namespace
}  // namespace callwidgets::test
