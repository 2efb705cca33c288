#include "figures/packed_tally.h"

namespace callwidgets::figures {

std::int64_t count_below(std::string_view bytes, std::int64_t bound) {
  std::int64_t sum = 0;
  for_each_entry(bytes, [&](std::int64_t key, std::int64_t count) {
    if (key >= bound) return false;
    if (__builtin_add_overflow(sum, count, &sum))
      throw DamagedTally("the counts add up to too much");
    return true;
  });
  return sum;
}

}  // namespace callwidgets::figures
