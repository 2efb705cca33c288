#pragma once
#include <algorithm>
#include <cstddef>
#include <vector>

// The upper one of the two in the middle where there are two; of at least one time.
inline double median(std::vector<double> times) {
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}
