#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "figures/generation.h"
#include "figures/period.h"
#include "figures/stored_call.h"
#include "figures/sums.h"
#include "figures/tallies.h"

namespace callwidgets::figures {

// What some calls' coming and going changes in the figures of a generation. Nothing is read or
// written here.
class Changes {
 public:
  explicit Changes(Scopes& scopes, const calendar::Zone& zone) : scopes_(scopes), zone_(zone) {}

  // The call counts from now on (`by` 1), or no longer (-1). A quarantined one never counts.
  void add(const StoredCall& call, int by);

  // A caller's link in the chain of a scope: see chain.h. The customer is `whole_account` for the
  // account's chain.
  void add_link(std::int64_t customer, std::int32_t day, std::int32_t previous, std::int64_t by);

  using CallerDay = std::pair<std::int64_t, std::int32_t>;  // customer's number, day
  const std::map<Period, Sums>& sums() const { return sums_; }
  const std::map<Period, Tallies>& tallies() const { return tallies_; }
  // By caller: on which days there are how many calls more or fewer.
  const std::map<std::int64_t, std::map<CallerDay, std::int64_t>>& callers() const {
    return callers_;
  }
  // The days of each scope whose answers change, for the feed.
  const std::set<std::pair<std::int64_t, std::int32_t>>& days() const { return days_; }

 private:
  Scopes& scopes_;
  const calendar::Zone zone_;
  std::map<Period, Sums> sums_;
  std::map<Period, Tallies> tallies_;
  std::map<std::int64_t, std::map<CallerDay, std::int64_t>> callers_;
  std::set<std::pair<std::int64_t, std::int32_t>> days_;
};

// What one call counts for, without its sign.
Sums sums_of(const StoredCall& call);

}  // namespace callwidgets::figures
