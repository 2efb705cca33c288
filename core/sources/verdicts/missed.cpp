#include "sources/verdicts/missed.h"

#include <algorithm>

namespace callwidgets::sources {
namespace {

using calls::Reason;

bool reached(const MissedCall& call, Stage stage) {
  const auto is = [stage](const Leg* leg) { return leg->stage == stage; };
  return std::any_of(call.own.begin(), call.own.end(), is) ||
         std::any_of(call.inner.begin(), call.inner.end(), is);
}

// What a channel leaves when it has ended: nothing was rung, and no time went by.
bool is_tail(const Leg& leg) {
  return leg.other.empty() && leg.duration == 0 && leg.stage == Stage::none;
}

bool rang(const Leg& leg) {
  return !leg.other.empty() && leg.duration > 0 &&
         (leg.outcome == Outcome::unanswered || leg.outcome == Outcome::cancelled);
}

struct Last {
  const Leg* leg = nullptr;  // the last that says where the caller was
  bool more_came = false;    // after it
};

Last last_place(const MissedCall& call) {
  Last last;
  for (const Leg* leg : call.own) {
    if (is_tail(*leg)) {
      last.more_came = true;
    } else {
      last = {leg, false};
    }
  }
  return last;
}

// Of telephones that rang: busy or failed where all legs of the last attempt were, else who gave
// up.
Reason of_ringing(const MissedCall& call, const Last& last) {
  const auto outcome_of_all = [&](Outcome outcome) {
    bool any = false;
    for (const Leg* leg : call.own) {
      if (leg->other.empty() || is_tail(*leg)) continue;
      if (leg->outcome != outcome) return false;
      any = true;
    }
    return any;
  };
  if (outcome_of_all(Outcome::busy)) return Reason::busy;
  if (outcome_of_all(Outcome::failed)) return Reason::failed;
  const Leg& leg = *last.leg;
  const bool any_rang =
      std::any_of(call.own.begin(), call.own.end(), [](const Leg* one) { return rang(*one); });
  if (leg.outcome == Outcome::busy) return any_rang ? Reason::not_answered : Reason::busy;
  if (leg.outcome == Outcome::failed) return any_rang ? Reason::not_answered : Reason::failed;
  if (leg.outcome == Outcome::cancelled) return Reason::abandoned_ringing;
  if (last.more_came) return Reason::not_answered;
  // Where something had answered before, the seconds of it are in the leg's too.
  const std::int32_t cut = leg.talk > 0 ? 0 : 1;
  if (leg.ring_time > 0 && leg.duration + cut >= leg.ring_time) return Reason::not_answered;
  return Reason::abandoned_ringing;
}

// Without the queue's own word: it ended the wait where the caller heard more, or where he was in
// it for as long as it lets callers wait.
Reason of_queue(const MissedCall& call, const Last& last) {
  if (call.queue_said == QueueEvent::Kind::abandoned) return Reason::abandoned_in_queue;
  if (call.queue_said == QueueEvent::Kind::ended_empty || last.more_came) return Reason::no_agent;
  const auto entered = std::find_if(call.own.begin(), call.own.end(),
                                    [](const Leg* leg) { return leg->stage == Stage::queue; });
  const std::int64_t waited = last.leg->start + last.leg->duration - (*entered)->start;
  return last.leg->ring_time > 0 && waited + 1 >= last.leg->ring_time ? Reason::no_agent
                                                                      : Reason::abandoned_in_queue;
}

Reason of_last_place(const MissedCall& call) {
  const Last last = last_place(call);
  if (!last.leg) return Reason::failed;
  switch (last.leg->stage) {
    case Stage::queue:
      return of_queue(call, last);
    case Stage::menu:
    case Stage::conference:
      return std::any_of(call.own.begin(), call.own.end(),
                         [](const Leg* leg) { return rang(*leg) && leg->stage != Stage::queue; })
                 ? Reason::not_answered
                 : Reason::abandoned_in_menu;
    default:
      break;
  }
  if (last.leg->other.empty()) {
    if (last.leg->outcome == Outcome::busy) return Reason::busy;
    if (last.leg->outcome == Outcome::failed) return Reason::failed;
    // Nothing was rung: whatever ran, the caller heard a machine.
    return Reason::abandoned_in_menu;
  }
  return of_ringing(call, last);
}

bool is_abandoned(Reason reason) {
  return reason == Reason::abandoned_in_menu || reason == Reason::abandoned_in_queue ||
         reason == Reason::abandoned_ringing;
}

}  // namespace

calls::Reason reason_of(const MissedCall& call, const Rules& rules) {
  if (reached(call, Stage::fax)) return Reason::fax;
  if (reached(call, Stage::closed) || (rules.closed && rules.closed(call.start)))
    return Reason::out_of_hours;
  if (reached(call, Stage::voicemail)) return Reason::voicemail;
  return shortened(of_last_place(call), call.lasted, rules);
}

calls::Reason shortened(calls::Reason reason, std::int32_t lasted, const Rules& rules) {
  return is_abandoned(reason) && lasted < rules.short_seconds ? Reason::short_abandoned : reason;
}

}  // namespace callwidgets::sources
