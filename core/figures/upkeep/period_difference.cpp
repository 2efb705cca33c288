#include "figures/upkeep/period_difference.h"

#include <array>

#include "figures/packed/chain.h"

namespace callwidgets::figures {
namespace {

std::string period_text(Grain grain, std::int32_t number) {
  if (grain == Grain::day) return "day " + calendar::format(calendar::day_of(number));
  return "month " + calendar::format(first_day_of(number)).substr(0, 7);
}

std::string values_text(std::int64_t stored, std::int64_t counted) {
  return ": the figures say " + std::to_string(stored) + ", the calls " + std::to_string(counted);
}

}  // namespace

bool PeriodDifferences::touches(Grain grain, std::int32_t number) const {
  if (!range_) return true;
  const calendar::Day first = grain == Grain::day ? calendar::day_of(number) : first_day_of(number);
  const calendar::Day last = grain == Grain::day ? first : first_day_of(number + 1) - date::days{1};
  return first <= range_->to && last >= range_->from;
}

void PeriodDifferences::report(const std::string& line) {
  ++count_;
  report_(line);
}

void PeriodDifferences::damaged(const std::string& scope, const PeriodKey& period,
                                const std::string& why) {
  report(scope + ", " + period_text(period.grain, period.number) + ": a tally is damaged: " + why);
}

void PeriodDifferences::compare(const std::string& scope, const PeriodSums& stored,
                                const PeriodSums& counted) {
  constexpr std::array<const char*, Sums::columns> names{
      "calls",          "missed",     "calls of known callers",
      "talk seconds",   "below 30 s", "30 s to 1 min",
      "1 to 2 min",     "2 to 5 min", "5 to 10 min",
      "10 min and more"};
  PeriodSums all = stored;
  all.insert(counted.begin(), counted.end());
  for (const auto& [period, either] : all) {
    if (!touches(period.first, period.second)) continue;
    const auto left = stored.find(period);
    const auto right = counted.find(period);
    for (std::size_t column = 0; column < Sums::columns; ++column) {
      const std::int64_t has = left == stored.end() ? 0 : left->second[column];
      const std::int64_t should = right == counted.end() ? 0 : right->second[column];
      if (has == should) continue;
      report(scope + ", " + period_text(period.first, period.second) + ", " + names[column] +
             values_text(has, should));
    }
  }
}

void PeriodDifferences::compare(const std::string& scope, const PeriodTallies& stored,
                                const PeriodTallies& counted) {
  const Tally none;
  for (const auto& [period, tally] : counted) {
    const auto found = stored.find(period);
    compare(scope, period, found == stored.end() ? none : found->second, tally);
  }
  for (const auto& [period, tally] : stored) {
    if (!counted.contains(period)) compare(scope, period, tally, none);
  }
}

void PeriodDifferences::compare(const std::string& scope, const PeriodKey& period,
                                const Tally& stored, const Tally& counted) {
  if (!touches(period.grain, period.number) || stored == counted) return;
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> both;
  for (const auto& [key, count] : stored) both[key].first = count;
  for (const auto& [key, count] : counted) both[key].second = count;
  for (const auto& [key, counts] : both) {
    if (counts.first == counts.second) continue;
    report(scope + ", " + period_text(period.grain, period.number) + ", " +
           key_text(period.kind, key) + values_text(counts.first, counts.second));
  }
}

std::string PeriodDifferences::key_text(TallyKind kind, std::int64_t key) {
  const auto day_text = [](std::int64_t day) {
    return day == never ? std::string{"never"} : calendar::format(calendar::day_of(day));
  };
  const auto outcome = [](bool answered) { return answered ? " answered" : " missed"; };
  switch (kind) {
    case TallyKind::customers:
      return "calls of customer number " + std::to_string(key);
    case TallyKind::previous_days:
      return "callers who had called before: " + day_text(key);
    case TallyKind::days:
      return day_text(DayKey::day(key)) + outcome(DayKey::answered(key));
    case TallyKind::breakdown:
      break;
  }
  if (Breakdown::is_hour(key)) return "hour " + std::to_string(key / 2) + outcome(key % 2 == 0);
  std::string name = "number " + std::to_string(Breakdown::name_id(key));
  try {
    name = names_.name(session_, account_, Breakdown::name_id(key));
  } catch (const database::Error&) {
    // The figures name something that isn't there: its number has to do.
  }
  return (Breakdown::is_origin(key) ? "origin " : "attribution ") + name;
}

}  // namespace callwidgets::figures
