// For libFuzzer: any bytes are refused as damaged, or are a tally that writes the very same bytes.
#include <cstdlib>
#include <limits>
#include <stdexcept>

#include "figures/tally.h"
#include "figures/tally_sum.h"

using namespace callwidgets::figures;

namespace {

// Counts that add up to more than 64 bits are a tally's to hold, not to sum.
std::int64_t count_all(const Tally& tally) {
  try {
    return tally.count_below(std::numeric_limits<std::int64_t>::max());
  } catch (const std::overflow_error&) {
    return -1;
  }
}

std::int64_t count_all(std::string_view bytes) {
  try {
    return count_below(bytes, std::numeric_limits<std::int64_t>::max());
  } catch (const DamagedTally&) {
    return -1;
  }
}

// Below each key and just past it; from the whole, and from a head half as long.
void check_bounds(const Tally& tally, std::string_view bytes) {
  constexpr std::size_t most = 64;
  std::size_t seen = 0;
  for (const auto& [key, count] : tally) {
    if (++seen > most) return;
    for (const std::int64_t bound :
         {key, key == std::numeric_limits<std::int64_t>::max() ? key : key + 1}) {
      std::int64_t expected = 0;
      try {
        expected = tally.count_below(bound);
      } catch (const std::overflow_error&) {
        return;
      }
      if (count_below(bytes, bound) != expected) std::abort();
      const auto head = count_below_in_head(bytes.substr(0, bytes.size() / 2), bound);
      if (head && *head != expected) std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Tally tally;
  try {
    tally = Tally::read(bytes);
  } catch (const DamagedTally&) {
    count_all(bytes);
    return 0;
  }
  TallySum sum;
  sum.add(bytes);
  if (sum.total() != tally || count_all(bytes) != count_all(tally)) std::abort();
  check_bounds(tally, bytes);
  if (size <= largest_part && tally.write() != std::vector{bytes}) std::abort();
  return 0;
}
