#include "figures/period.h"

namespace callwidgets::figures {

std::int32_t month_of(calendar::Day day) {
  const date::year_month_day parts{day};
  return (static_cast<int>(parts.year()) - 1970) * 12 +
         static_cast<std::int32_t>(static_cast<unsigned>(parts.month())) - 1;
}

calendar::Day first_day_of(std::int32_t month) {
  // Rounded down for months before 1970 too, which a default range can reach.
  const int years = (month - (month < 0 ? 11 : 0)) / 12;
  const auto in_year = static_cast<unsigned>(month - years * 12);
  return calendar::Day{date::year{1970 + years} / date::month{in_year + 1} / 1};
}

Runs Runs::of(const calendar::Range& range) {
  // The first month that begins in the range, and the first that doesn't end in it.
  const std::int32_t starting = month_of(range.from);
  const std::int32_t first = starting + (first_day_of(starting) < range.from ? 1 : 0);
  const std::int32_t beyond = month_of(range.to + date::days{1});
  Runs runs;
  if (first >= beyond) {
    runs.days = {calendar::number(range.from), calendar::number(range.to)};
    return runs;
  }
  runs.months = {first, beyond - 1};
  if (range.from < first_day_of(first)) {
    runs.days = {calendar::number(range.from), calendar::number(first_day_of(first)) - 1};
  }
  if (first_day_of(beyond) <= range.to) {
    runs.days_after = {calendar::number(first_day_of(beyond)), calendar::number(range.to)};
  }
  return runs;
}

}  // namespace callwidgets::figures
