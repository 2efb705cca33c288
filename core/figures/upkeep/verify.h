#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "accounts/account.h"
#include "calendar/day.h"
#include "database/session.h"

namespace callwidgets::figures {

// What is looked at; nothing left out means everything.
struct VerifiedPart {
  std::optional<calendar::Range> range;  // periods that touch it
  std::optional<std::int64_t> customer;  // by the account's number for it
};

// Counts everything again from `calls`, by plain SQL that shares nothing with how figures are made,
// and compares every period of the generation that answers, all in one snapshot. Where calls were
// purged and their figures stay (retention.h), days before are taken as they are: their months must
// be their sums. `report` gets a
// line for each difference, for the operator. Gives their number. Throws database::Error.
std::int64_t verify(database::Session& session, const accounts::Account& account,
                    const VerifiedPart& part,
                    const std::function<void(const std::string&)>& report);

}  // namespace callwidgets::figures
