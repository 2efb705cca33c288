#pragma once
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

#include "figures/varint.h"

namespace callwidgets::figures {

class DamagedTally : public DamagedBytes {
 public:
  using DamagedBytes::DamagedBytes;
};

// A stored tally, or a part of one: a format byte, then key and count of each entry, keys
// ascending, at least one. The first key is zigzagged, the others are distances from the one
// before; counts are positive.
constexpr char tally_format = 1;

// Calls visit(key, count) for each entry, in the order of keys. A visitor that returns false ends
// the walk, and what comes after goes unread. Throws DamagedTally, perhaps after some entries were
// visited. Allocates nothing.
template <class Visitor>
void for_each_entry(std::string_view bytes, Visitor&& visit) {
  constexpr bool may_stop =
      std::is_same_v<std::invoke_result_t<Visitor&, std::int64_t, std::int64_t>, bool>;
  constexpr std::uint64_t largest = std::numeric_limits<std::int64_t>::max();
  if (bytes.empty()) throw DamagedTally("no bytes");
  if (bytes.front() != tally_format) throw DamagedTally("an unknown format of tally");
  VarintReader<DamagedTally> numbers{bytes.data() + 1, bytes.data() + bytes.size()};
  std::int64_t key = unzigzag(numbers.next());
  for (;;) {
    const std::uint64_t count = numbers.next();
    if (count - 1 >= largest) throw DamagedTally("a count is zero or too large");
    if constexpr (may_stop) {
      if (!visit(key, static_cast<std::int64_t>(count))) return;
    } else {
      visit(key, static_cast<std::int64_t>(count));
    }
    if (numbers.done()) return;
    const std::uint64_t step = numbers.next();
    // Unsigned, the room above the key is exact for negative keys too.
    if (step - 1 >= largest - static_cast<std::uint64_t>(key)) {
      throw DamagedTally("a key does not ascend, or is too large");
    }
    key = static_cast<std::int64_t>(static_cast<std::uint64_t>(key) + step);
  }
}

// The sum of the counts whose key is below the bound; reads no further than that. Throws
// DamagedTally.
std::int64_t count_below(std::string_view bytes, std::int64_t bound);

}  // namespace callwidgets::figures
