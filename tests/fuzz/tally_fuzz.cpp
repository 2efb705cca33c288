// For libFuzzer: any bytes are refused as damaged, or are a tally that writes the very same bytes.
#include <cstdlib>
#include <limits>
#include <stdexcept>

#include "figures/packed/tally.h"
#include "figures/packed/tally_sum.h"

using namespace callwidgets::figures;

namespace {

constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

// Counts that add up to more than 64 bits are a tally's to hold, not to sum: -1.
std::int64_t counted(const Tally& tally, std::int64_t bound) {
  try {
    return tally.count_below(bound);
  } catch (const std::overflow_error&) {
    return -1;
  }
}

std::int64_t counted(std::string_view bytes, std::int64_t bound) {
  try {
    return count_below(bytes, bound);
  } catch (const DamagedTally&) {
    return -1;
  }
}

// From the whole, and from a head half as long.
void check(const Tally& tally, std::string_view bytes, std::int64_t bound) {
  const std::int64_t expected = counted(tally, bound);
  if (counted(bytes, bound) != expected) std::abort();
  const auto head = count_below_in_head(bytes.substr(0, bytes.size() / 2), bound);
  if (head && *head != expected) std::abort();
}

// Below each of the first keys and just past it, and below all.
void check_bounds(const Tally& tally, std::string_view bytes) {
  check(tally, bytes, highest);
  std::size_t left = 64;
  for (const auto& [key, count] : tally) {
    if (left-- == 0) return;
    check(tally, bytes, key);
    if (key != highest) check(tally, bytes, key + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Tally tally;
  try {
    tally = Tally::read(bytes);
  } catch (const DamagedTally&) {
    counted(bytes, highest);
    return 0;
  }
  TallySum sum;
  sum.add(bytes);
  if (sum.total() != tally) std::abort();
  check_bounds(tally, bytes);
  if (size <= largest_part && tally.write() != std::vector{bytes}) std::abort();
  return 0;
}
