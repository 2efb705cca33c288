#pragma once
#include <algorithm>
#include <array>
#include <cstdint>

#include "database/rows.h"

namespace callwidgets::figures {

// The counts of a period that are single numbers, in the order of the columns of `sums`. They add.
struct Sums {
  enum Column : std::size_t { calls, missed, known, talk_seconds, lengths };
  static constexpr std::size_t buckets = 6;  // answered calls below 30, 60, 120, 300, 600 s; longer
  static constexpr std::size_t columns = lengths + buckets;

  std::array<std::int64_t, columns> counts{};

  std::int64_t operator[](std::size_t column) const { return counts[column]; }
  std::int64_t& operator[](std::size_t column) { return counts[column]; }
  Sums& operator+=(const Sums& other) {
    for (std::size_t column = 0; column < columns; ++column) counts[column] += other.counts[column];
    return *this;
  }
  bool empty() const {
    return std::all_of(counts.begin(), counts.end(), [](std::int64_t count) { return count == 0; });
  }
  bool operator==(const Sums&) const = default;
};

// The sums that stand in a row, in the order of their columns, from its `first` one on.
inline Sums sums_in(const database::Rows& rows, std::size_t row, std::size_t first) {
  Sums sums;
  for (std::size_t column = 0; column < Sums::columns; ++column) {
    sums[column] = rows.integer(row, first + column);
  }
  return sums;
}

// The bucket of an answered call: a bound belongs to the longer one.
constexpr std::size_t bucket_of(std::int32_t seconds) {
  constexpr std::array<std::int32_t, Sums::buckets - 1> bounds{30, 60, 120, 300, 600};
  std::size_t bucket = 0;
  while (bucket < bounds.size() && seconds >= bounds[bucket]) ++bucket;
  return bucket;
}

}  // namespace callwidgets::figures
