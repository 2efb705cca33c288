#include "sources/mapping/wall_clock.h"

#include <algorithm>
#include <cstdlib>

namespace callwidgets::sources {

std::int64_t WallClock::offset(std::int64_t instant) const {
  return zone_.offset(calendar::Instant{std::chrono::seconds{instant}});
}

std::optional<std::int64_t> WallClock::instant(std::int64_t local,
                                               std::optional<std::int64_t> near) const {
  // No zone is a day ahead or behind: between these two lies every instant that can be meant.
  constexpr std::int64_t day = 86400;
  const std::int64_t before = offset(local - day);
  const std::int64_t after = offset(local + day);
  if (before == after) return local - before;

  const std::int64_t by_before = local - before;
  const std::int64_t by_after = local - after;
  const bool before_fits = offset(by_before) == before;
  const bool after_fits = offset(by_after) == after;
  if (before_fits != after_fits) return before_fits ? by_before : by_after;
  const std::int64_t first = std::min(by_before, by_after);
  const std::int64_t second = std::max(by_before, by_after);
  if (!near) return before_fits ? std::optional{first} : std::nullopt;
  constexpr std::int64_t a_minute = 60;
  if (first >= *near - a_minute) return first;
  if (second >= *near - a_minute) return second;
  return std::llabs(first - *near) <= std::llabs(second - *near) ? first : second;
}

}  // namespace callwidgets::sources
