#include "sources/verdicts/leg_verdicts.h"

#include <algorithm>
#include <tuple>

#include "sources/verdicts/missed.h"
#include "sources/verdicts/people.h"

namespace callwidgets::sources {
namespace {

bool is_machine(Stage stage) {
  return stage == Stage::voicemail || stage == Stage::fax || stage == Stage::menu ||
         stage == Stage::closed || stage == Stage::blocked;
}

bool joined_person(const Leg& leg) {
  return leg.person && leg.outcome == Outcome::answered && !is_machine(leg.stage);
}

Stretch talk_of(const Leg& leg) {
  const std::int64_t end = leg.start + leg.duration;
  return {end - leg.talk, end};
}

}  // namespace

LegVerdicts::LegVerdicts(const Rules& rules, std::span<const Leg> legs)
    : rules_(rules),
      legs_(legs),
      by_id_(legs, &Leg::id),
      by_parent_(legs, &Leg::parent),
      by_call_(legs, &Leg::call),
      by_other_(legs, &Leg::other) {}

// Of rows with one id: corrections, or the same call written by several.
std::uint32_t LegVerdicts::best_of(std::span<const std::uint32_t> places) const {
  const auto order = [&](std::uint32_t place) {
    const Leg& leg = legs_[place];
    return std::tuple(leg.talk, leg.outcome == Outcome::answered, leg.duration, leg.stage,
                      leg.outcome, leg.row);
  };
  return *std::max_element(places.begin(), places.end(),
                           [&](std::uint32_t a, std::uint32_t b) { return order(a) < order(b); });
}

// Legs that an arrival made, those that they made, those that share its call, and the one that it
// was joined with, whoever made that; one of each id.
LegVerdicts::Places LegVerdicts::made_by(std::uint32_t arrival) const {
  Places all{arrival};
  std::vector<std::string_view> ids{legs_[arrival].id};
  const auto add = [&](std::uint32_t place) {
    const std::string& id = legs_[place].id;
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) return;
    ids.push_back(id);
    all.push_back(best_of(by_id_.with(id)));
  };
  for (const std::uint32_t place : by_call_.with(legs_[arrival].call)) add(place);
  for (const std::uint32_t place : by_id_.with(legs_[arrival].other)) {
    // Two callers may be joined; each is a call then.
    if (!legs_[place].inbound || !legs_[place].parent.empty() || is_named_by_other(place))
      add(place);
  }
  for (std::size_t at = 0; at < all.size(); ++at) {
    for (const std::uint32_t place : by_parent_.with(legs_[all[at]].id)) add(place);
  }
  all.erase(all.begin());
  std::sort(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Leg &one = legs_[a], &two = legs_[b];
    return std::tie(one.start, one.sequence, one.id) < std::tie(two.start, two.sequence, two.id);
  });
  return all;
}

// Whether a leg that names nobody is what an earlier arrival was joined with.
bool LegVerdicts::is_named_by_other(std::uint32_t place) const {
  const Leg& leg = legs_[place];
  if (!leg.other.empty()) return false;
  const auto naming = by_other_.with(leg.id);
  return std::any_of(naming.begin(), naming.end(), [&](std::uint32_t other) {
    const Leg& arrival = legs_[other];
    return arrival.inbound && arrival.parent.empty() && arrival.id != leg.id &&
           arrival.start <= leg.start;
  });
}

void LegVerdicts::each(const Visit& visit) const {
  by_id_.each([&](const std::string&, std::span<const std::uint32_t> places) {
    const std::uint32_t place = best_of(places);
    const Leg& arrival = legs_[place];
    const auto same_call = by_call_.with(arrival.call);
    const bool first = std::none_of(same_call.begin(), same_call.end(), [&](std::uint32_t other) {
      const Leg& leg = legs_[other];
      return leg.inbound && leg.parent.empty() &&
             std::tie(leg.start, leg.id) < std::tie(arrival.start, arrival.id);
    });
    Verdict verdict;
    verdict.id = arrival.id;
    verdict.call = arrival.call.empty() ? arrival.id : arrival.call;
    verdict.start = arrival.start;
    verdict.end = arrival.start + arrival.duration;
    verdict.caller = arrival.caller;
    verdict.called = arrival.called;
    verdict.customer = arrival.customer;
    verdict.attribution = arrival.attribution;
    verdict.left_out = left_out(arrival, first && !is_named_by_other(place));
    Places all{place};
    if (verdict.left_out == LeftOut::counted) {
      const Places made = made_by(place);
      judge(arrival, made, verdict);
      all.insert(all.end(), made.begin(), made.end());
    }
    visit(verdict, all);
  });
}

LeftOut LegVerdicts::left_out(const Leg& arrival, bool first_of_call) const {
  if (arrival.left_out) return LeftOut::not_a_customer;
  if (!arrival.parent.empty()) return LeftOut::part_of_other;
  if (!arrival.inbound) return LeftOut::outbound;
  if (!first_of_call) return LeftOut::part_of_other;
  if (rules_.called_required == Rules::Required::yes && arrival.called.empty())
    return LeftOut::no_number;
  if (!rules_.count_blocked && arrival.stage == Stage::blocked) return LeftOut::blocked;
  return LeftOut::counted;
}

// Whether the leg that an arrival was joined with is there, and knows better who that was. One that
// takes itself for an arrival doesn't: its row doesn't say who made it, nor that a person had it.
bool LegVerdicts::is_told_by(const Leg& arrival, std::span<const std::uint32_t> made) const {
  return !arrival.other.empty() && std::any_of(made.begin(), made.end(), [&](std::uint32_t place) {
    const Leg& leg = legs_[place];
    const bool is_blind = leg.inbound && leg.parent.empty() && leg.talk > 0;
    return leg.id == arrival.other && !is_blind;
  });
}

void LegVerdicts::judge(const Leg& arrival, const Places& made, Verdict& verdict) const {
  Stretches talk;
  for (const std::uint32_t place : made) {
    const Leg& leg = legs_[place];
    verdict.end = std::max(verdict.end, leg.start + leg.duration);
    if (joined_person(leg)) talk.push_back(talk_of(leg));
  }
  if (talk.empty() && joined_person(arrival) && !is_told_by(arrival, made)) {
    talk.push_back(talk_of(arrival));
    // Something answered as soon as he called.
    const bool by_machine = arrival.stage == Stage::queue || !arrival.other.empty();
    verdict.at_most = by_machine && arrival.duration > 0 && arrival.talk + 1 >= arrival.duration;
  }
  verdict.talk = static_cast<std::int32_t>(covered(talk));
  verdict.answered = !talk.empty() && verdict.talk >= rules_.minimum_talk;
  if (verdict.answered) {
    std::int64_t first = talk.front().from;
    for (const Stretch& stretch : talk) first = std::min(first, stretch.from);
    verdict.waited =
        arrival.waited > 0
            ? arrival.waited
            : static_cast<std::int32_t>(std::max<std::int64_t>(0, first - arrival.start));
    return;
  }
  verdict.talk = 0;
  verdict.at_most = false;
  verdict.waited =
      arrival.waited > 0 ? arrival.waited : static_cast<std::int32_t>(verdict.end - verdict.start);
  verdict.reason = missed(arrival, made, verdict);
}

calls::Reason LegVerdicts::missed(const Leg& arrival, const Places& made,
                                  const Verdict& verdict) const {
  using calls::Reason;
  std::vector<const Leg*> all{&arrival};
  for (const std::uint32_t place : made) all.push_back(&legs_[place]);
  const auto reached = [&](Stage stage) {
    return std::any_of(all.begin(), all.end(), [&](const Leg* leg) { return leg->stage == stage; });
  };
  // What rang at the end.
  std::vector<const Leg*> last_rung;
  for (const std::uint32_t leg : made) {
    const Leg& one = legs_[leg];
    const std::int64_t last = legs_[made.back()].start;
    if (one.start == last || one.start + one.duration > last) last_rung.push_back(&one);
  }
  // Of all of these, as far as they say.
  const auto all_rung = [&](Outcome outcome) {
    bool any = false;
    for (const Leg* leg : last_rung) {
      if (leg->outcome == Outcome::none || leg->outcome == Outcome::answered) continue;
      if (leg->outcome != outcome) return false;
      any = true;
    }
    return any;
  };
  if (reached(Stage::fax)) return Reason::fax;
  if (reached(Stage::closed) || (rules_.closed && rules_.closed(verdict.start)))
    return Reason::out_of_hours;
  if (reached(Stage::voicemail)) return Reason::voicemail;

  // Where he was last, and how that ended.
  const Leg* place = &arrival;
  for (const Leg* leg : all) {
    if (leg->stage != Stage::none) place = leg;
  }
  const auto ended = [&](Outcome outcome) {
    return arrival.outcome == outcome || place->outcome == outcome;
  };
  // His own leg may say only that something answered it, or that it ended: then what was rung last
  // tells whether he left.
  const bool silent = arrival.outcome == Outcome::none || arrival.outcome == Outcome::answered;
  const bool left = ended(Outcome::cancelled) ||
                    (silent && std::any_of(last_rung.begin(), last_rung.end(), [](const Leg* leg) {
                       return leg->outcome == Outcome::cancelled;
                     }));

  Reason reason = Reason::not_answered;
  if (place->stage == Stage::queue) {
    // A queue holds him until he leaves, if it doesn't say that it ended the wait.
    reason = place->outcome == Outcome::unanswered ? Reason::no_agent : Reason::abandoned_in_queue;
  } else if (place->stage == Stage::menu || place->stage == Stage::conference) {
    reason = Reason::abandoned_in_menu;
  } else if (ended(Outcome::busy) || all_rung(Outcome::busy)) {
    reason = Reason::busy;
  } else if (ended(Outcome::failed) || all_rung(Outcome::failed)) {
    reason = Reason::failed;
  } else if (left) {
    reason = Reason::abandoned_ringing;
  } else if (arrival.outcome == Outcome::answered && made.empty()) {
    // A machine took it, and nothing was rung.
    reason = Reason::abandoned_in_menu;
  }
  return shortened(reason, verdict.waited, rules_);
}

std::vector<Evidence> LegVerdicts::evidence(std::span<const std::uint32_t> places) const {
  std::vector<Evidence> evidence;
  for (const std::uint32_t place : places) {
    const Leg& leg = legs_[place];
    const bool person = joined_person(leg) && !(leg.parent.empty() && is_told_by(leg, places));
    evidence.push_back({place, part_of(leg, person), person ? leg.talk : 0});
  }
  std::stable_sort(evidence.begin(), evidence.end(), [&](const Evidence& a, const Evidence& b) {
    return legs_[a.leg].start < legs_[b.leg].start;
  });
  return evidence;
}

}  // namespace callwidgets::sources
