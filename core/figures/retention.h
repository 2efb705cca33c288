#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "calendar/zone.h"
#include "calls/call.h"
#include "database/session.h"

namespace callwidgets::figures {

// From when on an account keeps calls; those that began before were purged, for good, and are taken
// no more, in whatever time zone the account's days are read later on.
struct Retention {
  calendar::Instant from;
  std::int64_t first_day;  // the day of that instant, by the time zone of the figures
  bool figures_stay;       // what was counted of earlier calls stays counted
  bool finished;           // false: some of the earlier calls are still there

  // Of a purge of the calls before a day, which begins.
  static Retention begin_of(calendar::Day day, const calendar::Zone& zone, bool figures_stay);

  // Throws database::Error, as the others.
  static std::optional<Retention> of(database::Session& session, std::int64_t account);
  void store(database::Session& session, std::int64_t account) const;

  bool keeps(calendar::Instant start) const { return start >= from; }

  // Why a call can't be taken, for the operator; empty where it can.
  std::string refusal(const calls::Call& call) const;
  // Throws the first refusal of one of them, as database::Error (refused).
  void check(std::span<const calls::Call* const> calls) const;
};

}  // namespace callwidgets::figures
