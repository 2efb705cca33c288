#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "calendar/zone.h"
#include "calls/call.h"
#include "database/session.h"

namespace callwidgets::figures {

// From which day on an account keeps calls; those before were purged, for good, and are taken no
// more.
struct Retention {
  std::int64_t from;  // days since 1970-01-01, in the account's time zone
  bool figures_stay;  // what was counted of earlier calls stays counted
  bool finished;      // false: some of the earlier calls are still there

  // Throws database::Error, as the others.
  static std::optional<Retention> of(database::Session& session, std::int64_t account);
  void store(database::Session& session, std::int64_t account) const;

  bool keeps(calendar::Instant start, const calendar::Zone& zone) const;

  // Why a call can't be taken, for the operator; empty where it can.
  std::string refusal(const calls::Call& call, const calendar::Zone& zone) const;
  // Throws the first refusal of one of them, as database::Error (refused).
  void check(std::span<const calls::Call* const> calls, const calendar::Zone& zone) const;
};

}  // namespace callwidgets::figures
