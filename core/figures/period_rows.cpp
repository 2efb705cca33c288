#include "figures/period_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace callwidgets::figures {

using database::Values;

Values key_of(const Period& period) {
  return {period.scope, std::int64_t{static_cast<std::int32_t>(period.grain)},
          std::int64_t{period.number}};
}

Values row_of(const Period& period, const Sums& sums) {
  Values row = key_of(period);
  row.insert(row.end(), sums.counts.begin(), sums.counts.end());
  return row;
}

Values row_of(const Period& period, std::size_t part, Tallies::Row tallies) {
  Values row = key_of(period);
  row.emplace_back(static_cast<std::int64_t>(part));
  std::move(tallies.begin(), tallies.end(), std::back_inserter(row));
  return row;
}

}  // namespace callwidgets::figures
