#include "sources/verdicts/stretch.h"

#include <algorithm>

namespace callwidgets::sources {

std::int64_t covered(Stretches stretches) {
  std::sort(stretches.begin(), stretches.end(),
            [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
  std::int64_t seconds = 0;
  std::int64_t end = INT64_MIN;
  for (const auto& [from, to] : stretches) {
    if (to <= end) continue;
    seconds += to - std::max(from, end);
    end = to;
  }
  return seconds;
}

bool near(const Stretch& one, const Stretch& other, std::int64_t within) {
  return one.from - within <= other.to && other.from - within <= one.to;
}

Stretches parts_within(const Stretches& stretches, const Stretch& limits) {
  Stretches parts;
  for (const auto& [from, to] : stretches) {
    const Stretch part{std::max(from, limits.from), std::min(to, limits.to)};
    if (part.from <= part.to) parts.push_back(part);
  }
  return parts;
}

Stretches without(const Stretch& whole, Stretches others) {
  std::sort(others.begin(), others.end(),
            [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
  Stretches left;
  std::int64_t at = whole.from;
  for (const auto& [from, to] : others) {
    if (std::min(from, whole.to) > at) left.push_back({at, std::min(from, whole.to)});
    at = std::max(at, to);
  }
  if (at < whole.to || others.empty()) left.push_back({at, whole.to});
  return left;
}

}  // namespace callwidgets::sources
