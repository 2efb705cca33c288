#include "sources/survey.h"

#include <algorithm>
#include <memory>
#include <set>
#include <tuple>

#include "sources/verdicts/channel_name.h"

namespace callwidgets::sources {
namespace {

constexpr std::size_t most_problems = 5;

void judge(const Source& source, const std::vector<Leg>& legs, Survey& survey) {
  const BridgeLog bridges;
  const QueueLog queues;
  const auto verdicts = sources::judge(source.method(), source.rules(), legs, bridges, queues);
  verdicts->each([&](const Verdict& verdict, std::span<const std::uint32_t> places) {
    ++survey.left_out[static_cast<std::size_t>(verdict.left_out)];
    if (verdict.left_out != LeftOut::counted) return;
    ++survey.called[verdict.called];
    if (const auto device = device_of(legs[places.front()].channel); !device.empty())
      ++survey.lines[std::string{device}];
    if (verdict.answered) {
      ++survey.answered;
    } else {
      ++survey.missed[verdict.reason];
    }
  });
}

// Each id's first row begins when its channel was made.
void compare_times(const std::vector<Leg>& legs, Survey& survey) {
  std::map<std::string_view, const Leg*> first;
  for (const Leg& leg : legs) {
    if (leg.began == 0) continue;
    ++survey.stamped;
    const Leg*& known = first[leg.id];
    if (!known || leg.sequence < known->sequence) known = &leg;
  }
  constexpr std::int64_t quarter = 900;  // zones differ by these
  std::map<std::int64_t, std::int64_t> votes;
  for (const auto& [id, leg] : first) {
    const std::int64_t ahead = leg->start - leg->began;
    const std::int64_t half = ahead < 0 ? -quarter / 2 : quarter / 2;
    ++votes[(ahead + half) / quarter * quarter];
  }
  if (votes.empty()) return;
  survey.ahead = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
                   return a.second < b.second;
                 })->first;
}

void suspect(const Source& source, const std::vector<Leg>& legs, Survey& survey) {
  const auto say = [&](const std::string& text) { survey.suspicions.push_back(text); };
  std::set<std::tuple<std::string_view, std::int64_t, std::int64_t, std::string_view,
                      std::string_view, std::int32_t, std::string_view>>
      seen;
  std::int64_t twice = 0;
  std::int64_t cut = 0;
  bool tail = false;
  constexpr std::size_t freepbx_width = 32;
  for (const Leg& leg : legs) {
    if (!seen.emplace(leg.id, leg.sequence, leg.start, leg.channel, leg.other, leg.duration,
                      leg.application)
             .second)
      ++twice;
    if (leg.id.size() == freepbx_width && leg.began == 0 && !leg.id.starts_with("row-")) ++cut;
    tail |= leg.other.empty() && leg.outcome != Outcome::answered;
  }
  if (twice > 0)
    say(std::to_string(twice) +
        " rows are there twice: two modules write the table; each call "
        "counts once all the same");
  if (cut > 0)
    say(std::to_string(cut) +
        " ids look cut to 32 characters: legs of one call may not be found "
        "together; widen the columns uniqueid and linkedid");
  if (source.method() == Method::pairs && legs.size() >= 200 && !tail)
    say("no row tells of a caller who left before anything was rung: with `unanswered = no` in "
        "cdr.conf such callers leave no row, and missed calls are too few");
  if (survey.left_out[static_cast<std::size_t>(LeftOut::counted)] == 0 && !legs.empty())
    say(source.method() == Method::pairs
            ? "no row is a call from outside: `trunks` names the channels on which they come in"
            : "no row is a call from outside: `inbound` says which are");
}

}  // namespace

Survey survey(const Source& source, std::int64_t rows) {
  Survey survey;
  const auto legs = source.recent(
      rows,
      [&](const BadRow& row) {
        ++survey.bad;
        if (survey.problems.size() < most_problems) survey.problems.push_back(row.problem);
      },
      survey.columns);
  survey.rows = static_cast<std::int64_t>(legs.size());
  if (legs.empty()) return survey;
  const auto [first, last] = std::minmax_element(
      legs.begin(), legs.end(), [](const Leg& a, const Leg& b) { return a.start < b.start; });
  survey.first = first->start;
  survey.last = last->start;
  judge(source, legs, survey);
  compare_times(legs, survey);
  suspect(source, legs, survey);
  return survey;
}

}  // namespace callwidgets::sources
