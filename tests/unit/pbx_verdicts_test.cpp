// Made-up calls of many plans, as the shipped kinds read their rows and the rules judge them,
// beside what happened. The calls' truth is of another author than the rules.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <unordered_map>

#include "calendar_days.h"
#include "calls/caller_number.h"
#include "pbx_calls.h"
#include "pbx_text.h"
#include "site.h"
#include "sources/feeds/file_feed.h"
#include "sources/judged_slices.h"
#include "sources/source.h"

namespace callwidgets::test {
namespace {

using sources::Stretch;
using sources::Verdict;

// How often something was so.
using Counts = std::map<std::string, std::int64_t>;

// The text of the rows as a source reads them, and the calls that they are of.
struct Written {
  std::vector<std::string> lines;
  std::vector<PbxCall> calls;
};

enum class Form : std::uint8_t { freepbx, master_csv };

Written written(const PbxPlan& plan, Form form) {
  Written all;
  PbxCalls source(plan);
  PbxWriting writing;
  std::vector<PbxCall> some;
  const auto write = [&](std::int64_t before) {
    for (PbxRow row; writing.next(before, row);)
      all.lines.push_back(form == Form::freepbx ? pbx_csv(pbx_values(row)) : pbx_master_line(row));
  };
  while (source.next(some)) {
    writing.take(some);
    write(source.reached());
    for (PbxCall& call : some) {
      call.rows.clear();
      all.calls.push_back(std::move(call));
    }
  }
  write(PbxWriting::kRest);
  return all;
}

// What the judged calls have in common with what happened.
struct Comparison {
  Counts wrong;      // by what and by scenario
  Counts undecided;  // by cause
  std::vector<std::string> examples;
  std::int64_t inbound = 0, answered = 0, missed = 0, exact = 0, left_out = 0;
  std::int64_t needless = 0;  // said to be at most, though the rows tell it within a second

  void say(const std::string& what, const PbxCall& call, const Verdict* got) {
    constexpr std::size_t most = 12;
    if (++wrong[what + ", " + call.scenario] > 1 || examples.size() >= most) return;
    std::string text = what + ": " + call.scenario + " " + call.id + ", talk " +
                       std::to_string(call.talk) + " ms of " + std::to_string(call.least) + " to " +
                       std::to_string(call.most) + " s, from '" + call.caller + "' to '" +
                       call.called + "'";
    if (got) {
      text += "; judged " + std::string{sources::name_of(got->left_out)} +
              (got->answered ? " answered " : " missed ") +
              std::string{calls::name_of(got->reason)} + " talk " + std::to_string(got->talk) +
              (got->at_most ? " at most" : "") + ", from '" + got->caller + "' to '" + got->called +
              "'";
    }
    examples.push_back(text);
  }
};

void compare_talk(const PbxCall& call, const Verdict& got, Comparison& found) {
  if (got.talk < call.least || got.talk > call.most + 1) found.say("talk", call, &got);
  // A second is cut from each of the rows that the talk is in, mostly one, at most three.
  const std::int64_t cut = call.scenario.find("transfer") == std::string::npos ? 2000 : 3000;
  const std::int64_t talk = std::int64_t{got.talk} * 1000;
  if (got.at_most) {
    found.needless += call.most - call.least <= 1 ? 1 : 0;
    if (talk + cut < call.talk) found.say("talk is more than at most", call, &got);
  } else {
    ++found.exact;
    if (std::abs(talk - call.talk) > cut) found.say("talk is not said to be at most", call, &got);
  }
}

void compare_call(const PbxCall& call, const Verdict& got, bool has_called, Comparison& found) {
  if (std::abs(got.start - call.start) > 1) found.say("start", call, &got);
  if (has_called ? got.called != call.called : !got.called.empty()) found.say("called", call, &got);
  const auto caller = calls::clean_number(got.caller);
  const bool withheld = caller.form != calls::CallerNumber::Form::whole;
  if (!call.caller_decided) {
    ++found.undecided[call.why];
  } else if (withheld != call.caller.empty() ||
             (!withheld && caller.text != calls::clean_number(call.caller).text)) {
    found.say("caller", call, &got);
  }
  if (got.answered != call.answered) return found.say("answered", call, &got);
  if (got.answered) {
    ++found.answered;
    if (got.reason != calls::Reason::none) found.say("reason of an answered call", call, &got);
    return compare_talk(call, got, found);
  }
  ++found.missed;
  if (got.talk != 0) found.say("talk of a missed call", call, &got);
  const std::string reason{calls::name_of(got.reason)};
  if (std::find(call.reasons.begin(), call.reasons.end(), reason) == call.reasons.end())
    found.say("reason " + reason, call, &got);
}

Comparison compare(const std::vector<PbxCall>& calls,
                   std::unordered_map<std::string, Verdict> counted, bool has_called) {
  Comparison found;
  for (const PbxCall& call : calls) {
    const auto got = counted.find(call.id);
    const bool judged = got != counted.end();
    if (!call.decided) {
      ++found.undecided[call.why];
    } else if (judged != call.inbound) {
      found.say(call.inbound ? "not counted" : "counted", call, judged ? &got->second : nullptr);
    } else if (judged) {
      ++found.inbound;
      compare_call(call, got->second, has_called, found);
    } else {
      ++found.left_out;
    }
    if (judged) counted.erase(got);
  }
  for (const auto& [id, verdict] : counted) {
    PbxCall nobody;
    nobody.id = id;
    nobody.scenario = "no call at all";
    found.say("counted", nobody, &verdict);
  }
  return found;
}

// A telephone system whose rows lie in a file, and the source that reads it.
class System {
 public:
  System(Form form, const std::string& trunks) {
    std::ofstream settings{folder_ / "pbx.source"};
    settings << "kind = " << (form == Form::freepbx ? "freepbx" : "asterisk")
             << "\nzone = Europe/London\nfile = " << path() << '\n';
    if (form == Form::master_csv) settings << "format = master_csv\n";
    if (!trunks.empty()) settings << "trunks = " << trunks << '\n';
  }

  // The counted calls, cut into pieces of so many seconds; 0: in one piece.
  std::unordered_map<std::string, Verdict> judged(Form form, const std::vector<std::string>& lines,
                                                  std::int64_t piece, const Stretch& time) const {
    {
      std::ofstream file{path()};
      if (form == Form::freepbx) file << pbx_csv(pbx_columns());
      for (const std::string& line : lines) file << line;
    }
    const sources::Source source{sources::SourceFolder{folder_.path()}, "pbx", "UTC"};
    const auto feed = source.open(
        [](const sources::BadRow& row) { CPPUNIT_FAIL(row.problem + std::string{row.raw}); }, {});
    sources::JudgedSlices slices{*feed, source.method(), source.rules(), source.longest_call()};
    std::unordered_map<std::string, Verdict> counted;
    const auto take = [&](const sources::Slice& slice) {
      for (const sources::Judged& one : slice.judged) {
        if (one.verdict.left_out != sources::LeftOut::counted) continue;
        CPPUNIT_ASSERT_MESSAGE(one.verdict.id + " came twice",
                               counted.emplace(one.verdict.id, one.verdict).second);
      }
    };
    for (std::int64_t from = time.from; from < time.to;) {
      const std::int64_t to = piece == 0 ? time.to : std::min(time.to, from + piece);
      slices.each({from, to}, take);
      from = to;
    }
    return counted;
  }

 private:
  std::string path() const { return folder_ / "rows.csv"; }

  Folder folder_;
};

PbxPlan plan_of(std::uint64_t seed) {
  PbxPlan plan;
  plan.settings.seed = seed;
  plan.calls = 20'000;
  plan.first_day = day_number(2026, 3, 20);
  plan.days = 240;  // over both changes of the clock
  return plan;
}

class PbxVerdictsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PbxVerdictsTest);
  CPPUNIT_TEST(freepbx);
  CPPUNIT_TEST(freepbx_with_rows_of_unanswered_calls);
  CPPUNIT_TEST(freepbx_with_pjsip_and_a_system_name);
  CPPUNIT_TEST(freepbx_that_restarts);
  CPPUNIT_TEST(freepbx_without_called_numbers);
  CPPUNIT_TEST(master_csv);
  CPPUNIT_TEST(master_csv_with_rows_of_unanswered_calls);
  CPPUNIT_TEST(busy_hours);
  CPPUNIT_TEST_SUITE_END();

 public:
  void freepbx() { check(Form::freepbx, plan_of(11)); }

  void freepbx_with_rows_of_unanswered_calls() {
    PbxPlan plan = plan_of(12);
    plan.settings.unanswered = true;
    plan.settings.congestion = true;
    check(Form::freepbx, plan);
  }

  void freepbx_with_pjsip_and_a_system_name() {
    PbxPlan plan = plan_of(13);
    plan.settings.technology = "PJSIP";
    plan.settings.system = "pbx-1";
    plan.settings.trunks = {"telco", "second-telco"};
    plan.settings.unanswered = true;
    check(Form::freepbx, plan);
  }

  void freepbx_that_restarts() {
    PbxPlan plan = plan_of(14);
    plan.restart_every = 200;
    check(Form::freepbx, plan);
  }

  void freepbx_without_called_numbers() {
    PbxPlan plan = plan_of(15);
    plan.settings.did = false;
    check(Form::freepbx, plan, "SIP/telco");
  }

  void master_csv() {
    PbxPlan plan = plan_of(16);
    plan.settings.did = false;
    check(Form::master_csv, plan, "SIP/telco");
  }

  void master_csv_with_rows_of_unanswered_calls() {
    PbxPlan plan = plan_of(17);
    plan.settings.did = false;
    plan.settings.unanswered = true;
    plan.settings.system = "office";
    plan.restart_every = 200;
    plan.settings.technology = "PJSIP";
    check(Form::master_csv, plan, "PJSIP/tel*");
  }

  // Twenty times as many calls beside each other, and as many names of channels that come again.
  void busy_hours() {
    PbxPlan plan = plan_of(18);
    plan.days = 10;
    plan.first_day = day_number(2026, 10, 20);
    plan.restart_every = 200;
    check(Form::freepbx, plan);
  }

 private:
  static void check(Form form, const PbxPlan& plan, const std::string& trunks = "") {
    const System system{form, trunks};
    Written all = written(plan, form);
    const Stretch time{(plan.first_day - 2) * 86'400, (plan.first_day + plan.days + 2) * 86'400};
    const auto judged = [&](const std::string& how, std::int64_t piece) {
      return confirm(
          compare(all.calls, system.judged(form, all.lines, piece, time), plan.settings.did), how);
    };
    judged("in their order", 0);
    constexpr std::int64_t piece = 7 * 3600 + 1;
    std::mt19937_64 random{plan.settings.seed};
    std::shuffle(all.lines.begin(), all.lines.end(), random);
    judged("shuffled, in slices", piece);
    const auto once = all.lines;
    all.lines.insert(all.lines.end(), once.begin(), once.end());
    std::shuffle(all.lines.begin(), all.lines.end(), random);
    judged("twice", 0);
  }

  static void confirm(const Comparison& found, const std::string& how) {
    std::cerr << "\n  " << how << ": " << found.inbound << " from outside, " << found.answered
              << " answered, the talk of " << found.exact << " exactly and of " << found.needless
              << " needlessly at most, " << found.missed << " missed; " << found.left_out
              << " left out";
    for (const auto& [cause, count] : found.undecided)
      std::cerr << "\n    not decided by the rows: " << count << ", " << cause;
    std::string text;
    for (const auto& [what, count] : found.wrong) text += "\n" + std::to_string(count) + " " + what;
    for (const std::string& example : found.examples) text += "\n" + example;
    CPPUNIT_ASSERT_EQUAL_MESSAGE(how, std::string{}, text);
    // Picked up in the first second, or in a row that began with it.
    CPPUNIT_ASSERT(found.needless * 10 < found.answered);
    CPPUNIT_ASSERT(found.inbound > 12'000);
    CPPUNIT_ASSERT(found.answered > 6'000 && found.missed > 3'000 && found.left_out > 2'000);
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PbxVerdictsTest, "pbx_verdicts");

}  // namespace
}  // namespace callwidgets::test
