#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string_view>

#include "figures/packed/varint.h"

namespace callwidgets::figures {

class DamagedTally : public DamagedBytes {
 public:
  using DamagedBytes::DamagedBytes;
};

// A stored tally, or a part of one: a format byte, then key and count of each entry, keys
// ascending, at least one. The first key is zigzagged, the others are distances from the one
// before; counts are positive.
constexpr char tally_format = 1;

// Walks over a stored tally's entries, in the order of keys; the bytes must outlive it. Each call
// may throw DamagedTally. Allocates nothing.
class PackedEntries {
 public:
  explicit PackedEntries(std::string_view bytes) : numbers_(numbers(bytes)) {
    key_ = unzigzag(numbers_.next());
    read_count();
  }

  std::int64_t key() const { return key_; }
  std::int64_t count() const { return count_; }

  // To the next entry; false where there is none.
  bool next() {
    if (numbers_.done()) return false;
    const std::uint64_t step = numbers_.next();
    // Unsigned, the room above the key is exact for negative keys too.
    if (step - 1 >= largest - static_cast<std::uint64_t>(key_)) {
      throw DamagedTally("a key does not ascend, or is too large");
    }
    key_ = static_cast<std::int64_t>(static_cast<std::uint64_t>(key_) + step);
    read_count();
    return true;
  }

  // Over the next four, if they are eight bytes and below the bound, which this one must be: gives
  // the sum of their counts; otherwise 0, and nothing has moved. After it, next().
  std::int64_t skip_four_below(std::int64_t bound) {
    constexpr std::uint64_t each = 0x0101010101010101, top_bits = each << 7;
    constexpr std::size_t four = 4 * 2;
    if (std::endian::native != std::endian::little || numbers_.left() < four) return 0;
    std::uint64_t bytes;
    std::memcpy(&bytes, numbers_.at(), four);
    const bool longer = (bytes & top_bits) != 0, damaged = ((bytes - each) & top_bits) != 0;
    if (longer || damaged) return 0;
    const std::uint64_t steps = sum_of_even(bytes);
    if (steps >= static_cast<std::uint64_t>(bound) - static_cast<std::uint64_t>(key_)) return 0;
    key_ += static_cast<std::int64_t>(steps);
    numbers_.skip(four);
    return static_cast<std::int64_t>(sum_of_even(bytes >> 8));
  }

 private:
  static constexpr std::uint64_t largest = std::numeric_limits<std::int64_t>::max();

  static VarintReader<DamagedTally> numbers(std::string_view bytes) {
    if (bytes.empty()) throw DamagedTally("no bytes");
    if (bytes.front() != tally_format) throw DamagedTally("an unknown format of tally");
    return {bytes.data() + 1, bytes.data() + bytes.size()};
  }
  static std::uint64_t sum_of_even(std::uint64_t bytes) {
    return (bytes & 0x00ff00ff00ff00ff) * 0x0001000100010001 >> 48;
  }
  void read_count() {
    const std::uint64_t count = numbers_.next();
    if (count - 1 >= largest) throw DamagedTally("a count is zero or too large");
    count_ = static_cast<std::int64_t>(count);
  }

  VarintReader<DamagedTally> numbers_;
  std::int64_t key_, count_;
};

// Calls visit(key, count) for each entry, in the order of keys. Throws DamagedTally, perhaps after
// some entries were visited.
template <class Visitor>
void for_each_entry(std::string_view bytes, Visitor&& visit) {
  PackedEntries entries{bytes};
  do {
    visit(entries.key(), entries.count());
  } while (entries.next());
}

// The sum of the counts whose key is below the bound; reads no further than that. Throws
// DamagedTally.
std::int64_t count_below(std::string_view bytes, std::int64_t bound);

// The same from a tally's first bytes; nothing where they end before a key that is not below the
// bound, or are damaged.
std::optional<std::int64_t> count_below_in_head(std::string_view head, std::int64_t bound);

}  // namespace callwidgets::figures
