#include "figures/importing/seen_ids.h"

#include <algorithm>
#include <functional>

namespace callwidgets::figures {
namespace {

// Five bits of the 512 that a block has, from nine bits of the hash each.
template <class Visit>
void for_each_bit(std::uint64_t hash, Visit visit) {
  for (int bit = 0; bit < 5; ++bit, hash >>= 9) {
    visit((hash >> 6) & 7, std::uint64_t{1} << (hash & 63));
  }
}

std::uint64_t hash_of(std::string_view id) { return std::hash<std::string_view>{}(id); }

}  // namespace

SeenIds::SeenIds(std::size_t memory)
    : blocks_(std::max<std::size_t>(1, memory / sizeof(Block)), Block{}) {}

// By the hash's upper half, multiplied again: its lower bits are taken.
std::size_t SeenIds::block_of(std::uint64_t hash) const {
  return ((hash * 0x9E3779B97F4A7C15U) >> 32) % blocks_.size();
}

void SeenIds::add(std::string_view id) {
  const std::uint64_t hash = hash_of(id);
  Block& block = blocks_[block_of(hash)];
  for_each_bit(hash, [&](std::size_t word, std::uint64_t bit) { block[word] |= bit; });
}

bool SeenIds::maybe(std::string_view id) const {
  const std::uint64_t hash = hash_of(id);
  const Block& block = blocks_[block_of(hash)];
  bool all = true;
  for_each_bit(hash,
               [&](std::size_t word, std::uint64_t bit) { all = all && (block[word] & bit); });
  return all;
}

}  // namespace callwidgets::figures
