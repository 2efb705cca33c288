// The made-up calls of an Asterisk are shaped like those that a real one wrote, and their truth
// agrees with itself.
#include "pbx_calls.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <map>
#include <set>

#include "calendar_days.h"
#include "call_tables.h"
#include "pbx_clock.h"
#include "pbx_scripts.h"
#include "pbx_text.h"

namespace callwidgets::test {
namespace {

// A scenario that begins so is a moment at which an ordinary call is made: what it is made as.
const std::vector<std::pair<std::string, std::string>> kMoments = {
    {"-missed", "in-ext-rings-out"},
    {"-rings-across", "in-ext-rings-out"},
    {"-while-ringing", "in-ext-caller-gives-up"},
    {"-while-ringing-2", "in-ext-caller-gives-up"},
    {"-answered", "in-ext-answered-caller-hangs-up"},
    {"-talk-across", "in-ext-answered-caller-hangs-up"},
    {"-answered-after", "in-ext-answered-caller-hangs-up"},
    {"-just-before", "in-ext-answered-caller-hangs-up"},
    {"-just-after", "in-ext-answered-caller-hangs-up"},
    {"-while-talking", "in-ext-answered-caller-hangs-up"},
    {"-ended-before", "in-ext-answered-caller-hangs-up"}};

// Not made, because what is special in them isn't in the sequence of rows.
const std::map<std::string, std::string> kOrdinary = {
    {"cid-name-quotes-commas", "in-ext-answered-caller-hangs-up"},
    {"cid-name-utf8-emoji", "in-ext-answered-caller-hangs-up"},
};

std::string made_as(const std::string& scenario) {
  if (const auto found = kOrdinary.find(scenario); found != kOrdinary.end()) return found->second;
  for (const char* run : {"dst-", "midnight-", "stop-", "restart-", "kill-", "after-"}) {
    if (!scenario.starts_with(run)) continue;
    for (const auto& [end, made] : kMoments) {
      if (scenario.ends_with(end)) return made;
    }
  }
  return scenario;
}

std::string kind(const std::string& channel) {
  if (channel.empty()) return "none";
  if (channel.starts_with("Local/")) return channel.ends_with(";1") ? "Local;1" : "Local;2";
  const std::string peer = channel.substr(channel.find('/') + 1);
  return std::isdigit(static_cast<unsigned char>(peer[0])) ? "telephone" : "trunk";
}

std::string shape(const std::string& channel, const std::string& other, const std::string& app,
                  const std::string& disposition) {
  return kind(channel) + ">" + kind(other) + " " + app + " " + disposition + "\n";
}

using Shapes = std::map<std::string, std::set<std::string>>;  // by scenario

// What the real one wrote of each scenario; its calls without rows are not among them.
Shapes real_shapes() {
  std::map<std::string, std::map<long, std::string>> rows;  // by linkedid and sequence
  for (TableRow& row : asterisk_rows()) {
    rows[row["linkedid"]][std::stol(row["sequence"])] =
        shape(row["channel"], row["dstchannel"], row["lastapp"], row["disposition"]);
  }
  Shapes shapes;
  for (TableRow& verdict : csv_rows(call_table("asterisk/verdicts.csv"))) {
    std::string text;
    for (const auto& [sequence, row] : rows[verdict["linkedid"]]) text += row;
    if (!text.empty()) shapes[verdict["scenario"]].insert(text);
  }
  return shapes;
}

template <class What>
void each_call(const PbxPlan& plan, What what) {
  PbxCalls source(plan);
  std::vector<PbxCall> some;
  while (source.next(some)) {
    for (const PbxCall& call : some) what(call);
  }
}

PbxPlan plan_of(std::int64_t calls, std::uint64_t seed) {
  PbxPlan plan;
  plan.settings.seed = seed;
  plan.calls = calls;
  plan.first_day = day_number(2026, 3, 20);
  plan.days = 240;  // over both changes of the clock
  return plan;
}

}  // namespace

class PbxCallsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PbxCallsTest);
  CPPUNIT_TEST(rows_come_in_sequences_that_a_real_asterisk_wrote);
  CPPUNIT_TEST(the_truth_agrees_with_itself);
  CPPUNIT_TEST(every_row_is_written_once_when_its_channel_ends);
  CPPUNIT_TEST(the_same_plan_gives_the_same_calls);
  CPPUNIT_TEST(a_line_of_master_csv_is_written_as_the_real_one);
  CPPUNIT_TEST(the_clock_is_that_of_london);
  CPPUNIT_TEST_SUITE_END();

 public:
  void rows_come_in_sequences_that_a_real_asterisk_wrote() {
    Shapes made;
    for (const bool unanswered : {false, true}) {
      PbxPlan plan = plan_of(30000, 7);
      plan.settings.unanswered = unanswered;
      each_call(plan, [&](const PbxCall& call) {
        std::string text;
        for (const PbxRow& row : call.rows) {
          text += shape(row.channel, row.dstchannel, row.lastapp, row.disposition);
        }
        made[call.scenario].insert(text);
      });
    }
    std::string missing;
    int found = 0;
    for (const auto& [scenario, shapes] : real_shapes()) {
      for (const std::string& text : shapes) {
        made[made_as(scenario)].contains(text) ? ++found : (missing += scenario + ":\n" + text, 0);
      }
    }
    std::string loop;
    for (TableRow& row : csv_rows(call_table("a03-forward-loop-ends-in-voicemail.csv"))) {
      loop += shape(row["channel"], row["dstchannel"], row["lastapp"], row["disposition"]);
    }
    if (!made["own-forward-loop-ends-in-voicemail"].contains(loop)) missing += "a03:\n" + loop;
    CPPUNIT_ASSERT_EQUAL(std::string{}, missing);
    CPPUNIT_ASSERT(found > 140);
  }

  void the_truth_agrees_with_itself() {
    static const std::set<std::string> reasons = {"out_of_hours",
                                                  "abandoned_in_menu",
                                                  "abandoned_in_queue",
                                                  "abandoned_ringing",
                                                  "short_abandoned",
                                                  "no_agent",
                                                  "not_answered",
                                                  "busy",
                                                  "voicemail",
                                                  "fax",
                                                  "failed"};
    PbxPlan plan = plan_of(20000, 11);
    plan.restart_every = 500;
    std::set<std::string> ids, scenarios;
    each_call(plan, [&](const PbxCall& call) {
      const std::string where = call.scenario + " " + call.id;
      scenarios.insert(call.scenario);
      CPPUNIT_ASSERT_MESSAGE(where, call.rows.empty() || ids.insert(call.id).second);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(where, call.inbound, call.left_out.empty());
      if (call.inbound) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(where, call.answered, call.reasons.empty());
        const long talk = static_cast<long>(call.talk / 1000);
        CPPUNIT_ASSERT_MESSAGE(where, call.least <= talk && talk <= call.most);
        CPPUNIT_ASSERT_MESSAGE(where, call.answered || call.most == 0);
      }
      for (const std::string& reason : call.reasons) {
        CPPUNIT_ASSERT_MESSAGE(where, reasons.contains(reason));
      }
      CPPUNIT_ASSERT_EQUAL_MESSAGE(where, call.decided && call.caller_decided, call.why.empty());
      long sequence = -1;
      for (const PbxRow& row : call.rows) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(where, call.id, row.linkedid);
        CPPUNIT_ASSERT_MESSAGE(where, row.sequence > sequence);
        sequence = row.sequence;
        CPPUNIT_ASSERT_MESSAGE(where, row.start <= row.end && row.end <= row.written);
        CPPUNIT_ASSERT_MESSAGE(where, row.billsec() >= 0 && row.billsec() <= row.duration());
        CPPUNIT_ASSERT_MESSAGE(where, call.start <= row.start / 1000);
      }
    });
    for (const PbxScript& script : pbx_scripts()) {
      CPPUNIT_ASSERT_MESSAGE(script.scenario, scenarios.contains(script.scenario));
    }
  }

  void every_row_is_written_once_when_its_channel_ends() {
    PbxPlan plan = plan_of(3000, 13);
    plan.days = 2;  // many calls at once
    PbxCalls source(plan);
    PbxWriting writing;
    std::vector<PbxCall> some;
    std::map<std::string, int> left;  // rows of each unique id
    std::int64_t written = 0;
    int late = 0;
    std::int64_t latest_start = 0;
    const auto take = [&](std::int64_t before) {
      for (PbxRow row; writing.next(before, row);) {
        CPPUNIT_ASSERT(row.written >= written);
        written = row.written;
        late += row.start < latest_start;
        latest_start = std::max(latest_start, row.start);
        --left[row.uniqueid];
      }
    };
    while (source.next(some)) {
      for (const PbxCall& call : some) {
        for (const PbxRow& row : call.rows) ++left[row.uniqueid];
      }
      writing.take(some);
      take(source.reached());
    }
    take(PbxWriting::kRest);
    CPPUNIT_ASSERT(late > 1000);
    for (const auto& [id, count] : left) CPPUNIT_ASSERT_EQUAL_MESSAGE(id, 0, count);
  }

  void the_same_plan_gives_the_same_calls() {
    const auto text = [](std::uint64_t seed) {
      std::string all;
      each_call(plan_of(300, seed), [&](const PbxCall& call) {
        all += pbx_csv(pbx_truth(call));
        for (const PbxRow& row : call.rows) all += pbx_csv(pbx_values(row));
      });
      return all;
    };
    CPPUNIT_ASSERT_EQUAL(text(3), text(3));
    CPPUNIT_ASSERT(text(3) != text(4));
  }

  void a_line_of_master_csv_is_written_as_the_real_one() {
    const std::string file = call_table("asterisk/Master.csv");
    PbxRow row;
    row.clid = R"("01632960207" <01632960207>)";
    row.src = "01632960207";
    row.dst = "107";
    row.dcontext = "ext-local";
    row.channel = "SIP/telco-0000000a";
    row.dstchannel = "SIP/107-0000000c";
    row.lastapp = "Dial";
    row.lastdata = "SIP/107,8,HhTtrkK";
    row.disposition = "BUSY";
    row.uniqueid = row.linkedid = "1795877681.10";
    row.start = row.end = 1795877681000;
    row.sequence = 10;
    CPPUNIT_ASSERT_EQUAL(file.substr(0, file.find('\n') + 1), pbx_master_line(row));
    CPPUNIT_ASSERT_EQUAL(pbx_columns().size(), pbx_values(row).size());
    for (const TableRow real = asterisk_rows().front(); const std::string& column : pbx_columns()) {
      CPPUNIT_ASSERT_MESSAGE(column, real.contains(column));
    }
  }

  void the_clock_is_that_of_london() {
    const auto at = [](long day, long second) { return (day * 86400 + second) * 1000; };
    const long spring = day_number(2026, 3, 29), autumn = day_number(2026, 10, 25);
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-03-29 00:59:59"}, london_text(at(spring, 3599)));
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-03-29 02:00:00"}, london_text(at(spring, 3600)));
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-10-25 01:59:59"}, london_text(at(autumn, 3599)));
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-10-25 01:00:00"}, london_text(at(autumn, 3600)));
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-07-01 00:00:00"},
                         london_text(at(day_number(2026, 6, 30), 82800)));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PbxCallsTest, "pbx_calls");

}  // namespace callwidgets::test
