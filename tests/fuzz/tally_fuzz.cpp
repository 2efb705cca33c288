// For libFuzzer: any bytes are refused as damaged, or are a tally that writes the very same bytes.
#include <cstdlib>
#include <limits>

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
  if (size <= largest_part && tally.write() != std::vector{bytes}) std::abort();
  return 0;
}
