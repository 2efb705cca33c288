#include <algorithm>
#include <iostream>
#include <set>
#include <stdexcept>

#include "calendar/day.h"
#include "cli/call_account.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/open.h"
#include "cli/source_calls.h"
#include "figures/call_reader.h"
#include "question/question.h"
#include "sources/mapping/values.h"

namespace callwidgets::admin {
namespace {

using sources::Stretch;

// `NAME/ID` names its source; an id alone means the only source that there is.
struct CallId {
  std::string source;
  std::string id;
};

std::string only_source(const settings::Settings& settings) {
  const auto names = source_folder(settings).names();
  if (names.size() == 1) return names.front();
  std::string known;
  for (const std::string& name : names) known += (known.empty() ? "" : ", ") + name;
  throw Usage{names.empty() ? "there is no source; callwidgets-admin source add makes one"
                            : "there are several sources: --source names one of " + known};
}

CallId call_id(const settings::Settings& settings, const CommandLine& line) {
  const std::string& given = line.operands()[0];
  if (const auto source = line.option("source")) return {*source, given};
  const auto slash = given.find('/');
  if (slash != std::string::npos && source_folder(settings).has(given.substr(0, slash)))
    return {given.substr(0, slash), given.substr(slash + 1)};
  return {only_source(settings), given};
}

// When to look for a call: as its stored row says, its id, or the operator.
Stretch where(const std::string& id, const SourceCalls& calls, figures::CallReader& stored,
              const std::optional<Stretch>& day) {
  constexpr std::int64_t around = 7200;
  if (day) return *day;
  const std::string cdr_id = calls.source().name() + "/" + id;
  const std::vector<database::Value> ids{cdr_id};
  std::int64_t second = sources::whole_number(sources::epoch_of(id)).value_or(0);
  for (const calls::Call& call : stored.among(ids)) second = call.start.time_since_epoch().count();
  if (second == 0)
    throw Usage{"the id " + id +
                " tells no time, and no call of that id is stored: --day says "
                "when it was"};
  return {second - around, second + around};
}

// The calls that legs of that id say they are of.
std::set<std::string> calls_of(const sources::Slice& slice, const std::string& id) {
  std::set<std::string> calls{id};
  for (const sources::Leg& leg : slice.legs) {
    if (leg.id == id && !leg.call.empty()) calls.insert(leg.call);
  }
  return calls;
}

bool belongs(const sources::Slice& slice, const sources::Judged& judged, const std::string& id,
             const std::set<std::string>& calls) {
  if (calls.contains(judged.verdict.id) || judged.verdict.call == id) return true;
  const auto evidence = slice.verdicts.evidence(judged.places);
  return std::any_of(evidence.begin(), evidence.end(), [&](const sources::Evidence& one) {
    return slice.legs[one.leg].id == id || slice.legs[one.leg].call == id;
  });
}

// What is left of a call whose rows are gone.
std::string stored_as(figures::CallReader& stored, const SourceCalls& calls,
                      const std::string& id) {
  const std::vector<database::Value> ids{calls.source().name() + "/" + id};
  for (const calls::Call& call : stored.among(ids)) {
    const std::string reason{calls::name_of(call.reason)};
    return "it is stored as " +
           (call.answered ? "answered, with " + std::to_string(call.duration) + " s of talk"
                          : "missed" + (reason.empty() ? "" : " (" + reason + ")")) +
           ", and nothing tells why since its rows are gone";
  }
  return "no call of that id is stored either";
}

int explain_call(SourceCalls& calls, figures::CallReader& stored, const std::string& id,
                 const std::optional<Stretch>& day, CallAccount& account) {
  // Of several that match, those that count say more than the legs of others.
  struct Found {
    bool counted = false;
    bool any = false;
  } found;
  const Stretch time = where(id, calls, stored, day);
  for (const bool counted : {true, false}) {
    if (found.counted) break;
    calls.slices().each(time, [&](const sources::Slice& slice) {
      const auto calls_with_it = calls_of(slice, id);
      for (const sources::Judged& judged : slice.judged) {
        const bool counts = judged.verdict.left_out == sources::LeftOut::counted;
        if (counts != counted || !belongs(slice, judged, id, calls_with_it)) continue;
        found.any = true;
        found.counted |= counts;
        account.tell(slice, judged);
      }
    });
  }
  account.finish();
  if (found.any) return 0;
  std::cerr << "callwidgets-admin: no row of " << calls.source().shown() << " between "
            << calendar::format(calendar::Instant{std::chrono::seconds{time.from}}) << " and "
            << calendar::format(calendar::Instant{std::chrono::seconds{time.to}})
            << " UTC is of a call " << id << "; " << stored_as(stored, calls, id) << std::endl;
  return 1;
}

int explain_day(SourceCalls& calls, std::int64_t customer, const Stretch& day, bool missed,
                CallAccount& account) {
  bool any = false;
  calls.slices().each(day, [&](const sources::Slice& slice) {
    for (const sources::Judged& judged : slice.judged) {
      if (judged.verdict.left_out != sources::LeftOut::counted) continue;
      if (missed && judged.verdict.answered) continue;
      std::string problem;
      const auto call = calls.maker().make(judged.verdict, problem);
      if (!call || call->customer_id != customer) continue;
      any = true;
      account.tell(slice, judged);
    }
  });
  account.finish();
  if (!any) {
    std::cerr << "callwidgets-admin: " << calls.source().shown() << " has no "
              << (missed ? "missed call" : "call") << " of customer " << customer << " on that day"
              << std::endl;
  }
  return 0;
}

}  // namespace

int explain(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"source", "customer", "day", "account"}, {"missed", "json"}};
  const auto customer = line.option("customer");
  if (line.operands().size() != (customer ? 0U : 1U) || (customer && !line.option("day")) ||
      (line.flag("missed") && !customer))
    throw Usage{"explain needs the id of a CALL, or --customer ID --day DAY [--missed]"};
  const Interruption interruption;
  const auto session = reader(settings);
  const auto account = chosen_account(*session, settings, line.option("account"));
  std::optional<Stretch> day;
  if (const auto given = line.day("day")) {
    day = Stretch{account.zone.begin_of(*given).time_since_epoch().count(),
                  account.zone.begin_of(*given + date::days{1}).time_since_epoch().count()};
  }
  figures::CallReader stored{*session, account.number};
  CallAccount told{account.zone, line.flag("json")};
  if (customer) {
    const std::int64_t id = question::parse_customer_id(*customer);
    if (id == 0)
      throw Usage{"--customer is '" + *customer + "'; allowed: 1 to 18 digits, the first not 0"};
    const std::string name = line.option("source").value_or("");
    SourceCalls calls{settings, name.empty() ? only_source(settings) : name, account, *session};
    return explain_day(calls, id, *day, line.flag("missed"), told);
  }
  const CallId call = call_id(settings, line);
  SourceCalls calls{settings, call.source, account, *session};
  return explain_call(calls, stored, call.id, day, told);
}

}  // namespace callwidgets::admin
