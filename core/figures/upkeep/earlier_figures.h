#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <set>

#include "database/session.h"
#include "figures/generation.h"
#include "figures/upkeep/period_figures.h"

namespace callwidgets::figures {

// What a generation has of the days before one. Where their calls were purged and the figures stay,
// it can't be counted again: a new generation takes it over from the one that answers.
class EarlierFigures {
 public:
  // `session` outlives this. Reads the scopes' numbers; all else when asked for. Everything throws
  // database::Error, and DamagedBytes where there is damage, which nothing can mend.
  EarlierFigures(database::Session& session, const Generation& generation, std::int64_t before);

  std::set<std::int32_t> customers() const;

  // By day; of the customer, or of `whole_account`.
  std::map<std::int32_t, PeriodFigures> days(std::int32_t customer) const;

  // The days that are still known of callers.
  void for_each_caller_day(const std::function<void(std::int64_t caller, std::int32_t customer,
                                                    std::int32_t day)>& visit) const;

  std::int64_t before() const { return before_; }

 private:
  database::Session& session_;
  const Generation generation_;
  const std::int64_t before_;
  std::map<std::int32_t, std::int64_t> scopes_;  // by customer
};

}  // namespace callwidgets::figures
