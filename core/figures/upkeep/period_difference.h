#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "calendar/day.h"
#include "figures/name_cache.h"
#include "figures/packed/tally.h"
#include "figures/period.h"
#include "figures/sums.h"
#include "figures/tally_kind.h"

namespace callwidgets::figures {

// The figures of one scope, by period.
struct PeriodKey {
  TallyKind kind;
  Grain grain;
  std::int32_t number;
  auto operator<=>(const PeriodKey&) const = default;
};
using PeriodSums = std::map<std::pair<Grain, std::int32_t>, Sums>;
using PeriodTallies = std::map<PeriodKey, Tally>;

// Finds where stored figures are not what they should be, and says so in a line each: scope,
// period, what, both values.
class PeriodDifferences {
 public:
  // Periods that don't touch `range` are passed over. `session` gives names to what is counted.
  PeriodDifferences(database::Session& session, std::int64_t account,
                    const std::optional<calendar::Range>& range,
                    std::function<void(const std::string&)> report)
      : session_(session), account_(account), range_(range), report_(std::move(report)) {}

  void compare(const std::string& scope, const PeriodSums& stored, const PeriodSums& counted);
  void compare(const std::string& scope, const PeriodTallies& stored, const PeriodTallies& counted);
  void damaged(const std::string& scope, const PeriodKey& period, const std::string& why);

  // Any other difference.
  void report(const std::string& line);
  std::int64_t count() const { return count_; }

 private:
  bool touches(Grain grain, std::int32_t number) const;
  void compare(const std::string& scope, const PeriodKey& period, const Tally& stored,
               const Tally& counted);
  std::string key_text(TallyKind kind, std::int64_t key);

  database::Session& session_;
  const std::int64_t account_;
  const std::optional<calendar::Range> range_;
  const std::function<void(const std::string&)> report_;
  NameCache names_;
  std::int64_t count_ = 0;
};

}  // namespace callwidgets::figures
