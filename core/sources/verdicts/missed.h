#pragma once
#include <cstdint>
#include <span>

#include "calls/reason.h"
#include "sources/verdicts/leg.h"
#include "sources/verdicts/queue_log.h"
#include "sources/verdicts/rules.h"

namespace callwidgets::sources {

// Legs of a missed call, in order: the caller's own, and those behind them.
struct MissedCall {
  std::span<const Leg* const> own;
  std::span<const Leg* const> inner;
  std::int64_t start = 0;  // seconds since 1970, UTC
  std::int32_t lasted = 0;
  QueueEvent::Kind queue_said = QueueEvent::Kind::other;  // last
};

// Why nobody spoke to the caller: the first of these that holds.
//   fax           a fax machine was reached
//   out_of_hours  the message for it, or the hours of the rules, say so
//   voicemail     a mailbox was reached
//   then by the last place where the caller was: a menu, a queue, or telephones that rang. Of these
//   he hung up himself where nothing came after it and no ring time was over; else nobody came.
calls::Reason reason_of(const MissedCall& call, const Rules& rules);

// `short_abandoned` in the place of another kind of hanging up that came that soon.
calls::Reason shortened(calls::Reason reason, std::int32_t lasted, const Rules& rules);

}  // namespace callwidgets::sources
