#include "sources/verdicts/pair_verdicts.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "sources/verdicts/channel_name.h"
#include "sources/verdicts/missed.h"

namespace callwidgets::sources {
namespace {

bool is_required(const Rules& rules, std::span<const Leg> legs) {
  if (rules.called_required != Rules::Required::automatic)
    return rules.called_required == Rules::Required::yes;
  return std::any_of(legs.begin(), legs.end(), [](const Leg& leg) { return !leg.called.empty(); });
}

auto order_of(const Leg& leg) { return std::tie(leg.sequence, leg.start, leg.duration, leg.row); }

bool same_row(const Leg& one, const Leg& other) {
  const auto all = [](const Leg& leg) {
    return std::tie(leg.sequence, leg.start, leg.duration, leg.talk, leg.outcome, leg.stage,
                    leg.channel, leg.other, leg.application);
  };
  return all(one) == all(other);
}

}  // namespace

// Each stretch with a person, and whether it may hold waiting too.
struct PairVerdicts::Talk {
  Stretches exact;
  Stretches at_most;
  std::vector<bool> in_queue;  // of at_most

  bool any() const { return !exact.empty() || !at_most.empty(); }
  Stretches all() const {
    Stretches together = exact;
    together.insert(together.end(), at_most.begin(), at_most.end());
    return together;
  }
};

PairVerdicts::PairVerdicts(const Rules& rules, std::span<const Leg> legs, const BridgeLog& bridges,
                           const QueueLog& queues)
    : rules_(rules),
      legs_(legs),
      bridges_(bridges),
      queues_(queues),
      people_(rules, legs),
      by_id_(legs, &Leg::id),
      called_required_(is_required(rules, legs)) {}

std::vector<std::uint32_t> PairVerdicts::in_order(std::span<const std::uint32_t> places) const {
  std::vector<std::uint32_t> sorted(places.begin(), places.end());
  std::sort(sorted.begin(), sorted.end(), [&](std::uint32_t a, std::uint32_t b) {
    return order_of(legs_[a]) < order_of(legs_[b]);
  });
  std::vector<std::uint32_t> once;
  for (const std::uint32_t place : sorted) {
    const bool again = std::any_of(once.rbegin(), once.rend(), [&](std::uint32_t before) {
      return same_row(legs_[before], legs_[place]);
    });
    if (!again) once.push_back(place);
  }
  return once;
}

void PairVerdicts::each(const Visit& visit) const {
  by_id_.each([&](const std::string&, std::span<const std::uint32_t> places) {
    const auto ordered = in_order(places);
    visit(judge(ordered), ordered);
  });
}

Verdict PairVerdicts::judge(std::span<const std::uint32_t> places) const {
  const Leg& first = legs_[places.front()];
  Verdict verdict;
  verdict.id = first.id;
  verdict.call = first.call;
  verdict.start = first.began != 0 ? first.began : first.start;
  verdict.end = verdict.start;
  verdict.caller = first.caller;
  for (const std::uint32_t place : places) {
    const Leg& leg = legs_[place];
    verdict.end = std::max(verdict.end, leg.start + leg.duration);
    if (verdict.called.empty()) verdict.called = leg.called;
    if (verdict.customer.empty()) verdict.customer = leg.customer;
    if (verdict.attribution.empty()) verdict.attribution = leg.attribution;
  }
  verdict.left_out = left_out(places, verdict);
  if (verdict.left_out != LeftOut::counted) return verdict;
  if (verdict.called.empty()) verdict.called = bridges_.dialled_on(first.id);

  const Talk talk = talk_of(places, verdict);
  const auto stretches = talk.all();
  verdict.talk = static_cast<std::int32_t>(covered(stretches));
  verdict.answered = talk.any() && verdict.talk >= rules_.minimum_talk;
  if (verdict.answered) {
    verdict.at_most = !talk.at_most.empty();
    const auto begin =
        std::min_element(stretches.begin(), stretches.end(),
                         [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
    verdict.waited =
        static_cast<std::int32_t>(std::max<std::int64_t>(0, begin->from - verdict.start));
  } else {
    verdict.talk = 0;
    verdict.waited = static_cast<std::int32_t>(verdict.end - verdict.start);
    verdict.reason = missed(places, verdict);
  }
  return verdict;
}

LeftOut PairVerdicts::left_out(std::span<const std::uint32_t> places,
                               const Verdict& verdict) const {
  const auto any = [&](auto is) {
    return std::any_of(places.begin(), places.end(),
                       [&](std::uint32_t place) { return is(legs_[place]); });
  };
  const std::string& channel = legs_[places.front()].channel;
  if (any([](const Leg& leg) { return leg.left_out; })) return LeftOut::not_a_customer;
  if (is_local(channel)) return LeftOut::part_of_other;
  if (!people_.is_trunk(channel)) {
    return any([&](const Leg& leg) { return people_.is_trunk(leg.other); }) ? LeftOut::outbound
                                                                            : LeftOut::internal;
  }
  // A line that was called from here has the id of that call; where none is written, its channel
  // stands on another leg's other end.
  const bool has_call = any([](const Leg& leg) { return !leg.call.empty(); });
  const bool own = has_call ? any([](const Leg& leg) { return leg.call == leg.id; })
                            : !people_.was_called(channel, {verdict.start, verdict.end});
  if (!own || bridges_.was_called(verdict.id)) return LeftOut::called_out;
  if (called_required_ && verdict.called.empty()) return LeftOut::no_number;
  if (!rules_.count_blocked && any([](const Leg& leg) { return leg.stage == Stage::blocked; }))
    return LeftOut::blocked;
  return LeftOut::counted;
}

PairVerdicts::Talk PairVerdicts::talk_of(std::span<const std::uint32_t> places,
                                         const Verdict& verdict) const {
  Talk talk;
  if (const auto joined = bridges_.with_people(
          verdict.id, [&](std::string_view channel) { return people_.is_trunk(channel); });
      joined && !joined->empty()) {
    talk.exact = *joined;
    return talk;
  }
  for (const std::uint32_t place : places) {
    const Leg& leg = legs_[place];
    const auto spoken = people_.with(leg);
    if (!spoken) continue;
    auto& to = spoken->at_most ? talk.at_most : talk.exact;
    to.insert(to.end(), spoken->stretches.begin(), spoken->stretches.end());
    if (spoken->at_most) talk.in_queue.resize(to.size(), leg.stage == Stage::queue);
  }
  for (const Stretch& stretch :
       people_.in_conferences(legs_[places.front()].channel, {verdict.start, verdict.end})) {
    talk.at_most.push_back(stretch);
    talk.in_queue.push_back(false);
  }
  cut_by_queue(talk, verdict.id);
  return talk;
}

// What the queue's own log says of when an agent picked up.
void PairVerdicts::cut_by_queue(Talk& talk, const std::string& id) const {
  const Stretches connections = queues_.connections(id);
  if (connections.empty()) return;
  Stretches still;
  std::vector<bool> in_queue;
  for (std::size_t at = 0; at < talk.at_most.size(); ++at) {
    Stretch stretch = talk.at_most[at];
    const auto connected =
        std::find_if(connections.begin(), connections.end(), [&](const Stretch& one) {
          return one.from >= stretch.from - 1 && one.from <= stretch.to + 1;
        });
    if (talk.in_queue[at] && connected != connections.end()) {
      stretch.from = std::clamp(connected->from, stretch.from, stretch.to);
      talk.exact.push_back(stretch);
    } else {
      still.push_back(stretch);
      in_queue.push_back(talk.in_queue[at]);
    }
  }
  talk.at_most = std::move(still);
  talk.in_queue = std::move(in_queue);
}

calls::Reason PairVerdicts::missed(std::span<const std::uint32_t> places,
                                   const Verdict& verdict) const {
  std::vector<const Leg*> own;
  std::vector<const Leg*> inner;
  for (const std::uint32_t place : places) {
    own.push_back(&legs_[place]);
    for (const std::uint32_t behind : people_.behind(legs_[place])) inner.push_back(&legs_[behind]);
  }
  return reason_of({own, inner, verdict.start, verdict.waited, queues_.last(verdict.id)}, rules_);
}

std::vector<Evidence> PairVerdicts::evidence(std::span<const std::uint32_t> places) const {
  std::vector<std::uint32_t> all(places.begin(), places.end());
  for (const std::uint32_t place : places) {
    for (const std::uint32_t behind : people_.behind(legs_[place])) {
      if (std::find(all.begin(), all.end(), behind) == all.end()) all.push_back(behind);
    }
  }
  std::stable_sort(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) {
    return legs_[a].start < legs_[b].start;
  });
  std::vector<Evidence> evidence;
  for (const std::uint32_t place : all) {
    const Leg& leg = legs_[place];
    const auto spoken = people_.with(leg);
    evidence.push_back({place, part_of(leg, spoken.has_value()),
                        spoken ? static_cast<std::int32_t>(covered(spoken->stretches)) : 0,
                        people_.is_trunk(leg.other)});
  }
  return evidence;
}

}  // namespace callwidgets::sources
