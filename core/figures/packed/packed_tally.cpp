#include "figures/packed/packed_tally.h"

namespace callwidgets::figures {
namespace {

struct Below {
  std::int64_t sum = 0;
  bool bound_reached = false;
};

Below walk_below(std::string_view bytes, std::int64_t bound) {
  Below below;
  const auto add = [&](std::int64_t count) {
    if (__builtin_add_overflow(below.sum, count, &below.sum)) {
      throw DamagedTally("the counts add up to too much");
    }
  };
  PackedEntries entries{bytes};
  do {
    if (entries.key() >= bound) {
      below.bound_reached = true;
      break;
    }
    add(entries.count());
    while (const std::int64_t counts = entries.skip_four_below(bound)) add(counts);
  } while (entries.next());
  return below;
}

}  // namespace

std::int64_t count_below(std::string_view bytes, std::int64_t bound) {
  return walk_below(bytes, bound).sum;
}

std::optional<std::int64_t> count_below_in_head(std::string_view head, std::int64_t bound) {
  try {
    const Below below = walk_below(head, bound);
    if (below.bound_reached) return below.sum;
  } catch (const DamagedTally&) {  // as the last entry mostly looks where a head ends
  }
  return std::nullopt;
}

}  // namespace callwidgets::figures
