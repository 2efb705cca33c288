#include "figures/upkeep/changes.h"

#include "figures/packed/chain.h"

namespace callwidgets::figures {

Sums sums_of(const StoredCall& call) {
  Sums sums;
  sums[Sums::calls] = 1;
  sums[Sums::missed] = call.answered ? 0 : 1;
  sums[Sums::known] = call.caller == 0 ? 0 : 1;
  if (call.answered) {
    sums[Sums::talk_seconds] = call.duration;
    sums[Sums::lengths + bucket_of(call.duration)] = 1;
  }
  return sums;
}

void Changes::add(const StoredCall& call, int by) {
  if (call.quarantined) return;
  const auto local = zone_.local(call.instant());
  const auto day = static_cast<std::int32_t>(calendar::number(local.day));
  const std::int32_t month = month_of(local.day);
  Sums sums = sums_of(call);
  for (std::int64_t& count : sums.counts) count *= by;

  for (const std::int64_t scope : {scopes_.account(), scopes_.customer(call.customer)}) {
    days_.insert({scope, day});
    for (const Period& period :
         {Period{scope, Grain::day, day}, Period{scope, Grain::month, month}}) {
      sums_[period] += sums;
      Tallies& tallies = tallies_[period];
      Tally& breakdown = tallies[TallyKind::breakdown];
      breakdown.add(Breakdown::hour(local.hour, call.answered), by);
      breakdown.add(Breakdown::attribution(call.attribution), by);
      breakdown.add(Breakdown::origin(call.origin), by);
      if (scope == scopes_.account()) tallies[TallyKind::customers].add(call.customer, by);
      if (period.grain == Grain::month) {
        tallies[TallyKind::days].add(DayKey::of(day, call.answered), by);
      }
    }
  }
  if (call.caller != 0) callers_[call.caller][{call.customer, day}] += by;
}

void Changes::add_link(std::int64_t customer, std::int32_t day, std::int32_t previous,
                       std::int64_t by) {
  const std::int64_t scope =
      customer == whole_account ? scopes_.account() : scopes_.customer(customer);
  const std::int32_t month = month_of(calendar::day_of(day));
  tallies_[{scope, Grain::day, day}][TallyKind::previous_days].add(previous, by);
  tallies_[{scope, Grain::month, month}][TallyKind::previous_days].add(previous, by);
}

}  // namespace callwidgets::figures
