#pragma once
#include <cstdint>
#include <vector>

namespace callwidgets::sources {

// A stretch of time, in seconds since 1970; one of no length is a moment, and counts as one.
struct Stretch {
  std::int64_t from = 0;
  std::int64_t to = 0;
  bool operator==(const Stretch&) const = default;
};

using Stretches = std::vector<Stretch>;

// Seconds that at least one of them covers.
std::int64_t covered(Stretches stretches);

// Whether both touch, or lie no more than `within` seconds apart.
bool near(const Stretch& one, const Stretch& other, std::int64_t within);

// The parts of `stretches` that lie in `limits`; moments at its edges stay.
Stretches parts_within(const Stretches& stretches, const Stretch& limits);

// What is left of `whole` without what the others cover.
Stretches without(const Stretch& whole, Stretches others);

}  // namespace callwidgets::sources
