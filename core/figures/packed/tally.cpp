#include "figures/packed/tally.h"

#include <algorithm>
#include <stdexcept>

namespace callwidgets::figures {
namespace {

bool before(const Tally::Entry& entry, std::int64_t key) { return entry.key < key; }

std::int64_t sum(std::int64_t left, std::int64_t right) {
  std::int64_t result;
  if (__builtin_add_overflow(left, right, &result)) {
    throw std::overflow_error("a tally's count leaves 64 bits");
  }
  return result;
}

}  // namespace

void Tally::add(std::int64_t key, std::int64_t delta) {
  if (delta == 0) return;
  if (entries_.empty() || entries_.back().key < key) {
    entries_.push_back({key, delta});
    return;
  }
  const auto place = std::lower_bound(entries_.begin(), entries_.end(), key, before);
  if (place->key != key) {
    entries_.insert(place, {key, delta});
  } else if (const std::int64_t count = sum(place->count, delta); count != 0) {
    place->count = count;
  } else {
    entries_.erase(place);
  }
}

void Tally::merge(const Tally& other) {
  std::vector<Entry> merged;
  merged.reserve(size() + other.size());
  auto mine = entries_.cbegin();
  auto theirs = other.entries_.cbegin();
  while (mine != entries_.cend() && theirs != other.entries_.cend()) {
    if (mine->key < theirs->key) {
      merged.push_back(*mine++);
    } else if (theirs->key < mine->key) {
      merged.push_back(*theirs++);
    } else {
      const std::int64_t count = sum(mine->count, theirs->count);
      if (count != 0) merged.push_back({mine->key, count});
      ++mine;
      ++theirs;
    }
  }
  merged.insert(merged.end(), mine, entries_.cend());
  merged.insert(merged.end(), theirs, other.entries_.cend());
  entries_ = std::move(merged);
}

std::int64_t Tally::count(std::int64_t key) const {
  const auto place = std::lower_bound(entries_.begin(), entries_.end(), key, before);
  return place != entries_.end() && place->key == key ? place->count : 0;
}

std::int64_t Tally::count_below(std::int64_t bound) const {
  std::int64_t total = 0;
  for (const Entry& entry : entries_) {
    if (entry.key >= bound) break;
    total = sum(total, entry.count);
  }
  return total;
}

std::vector<std::string> Tally::write(std::size_t limit) const {
  if (limit < 1 + 2 * longest_varint)
    throw std::logic_error("a part of a tally has no room for an entry");
  std::vector<std::string> parts;
  std::int64_t previous = 0;
  std::size_t left = entries_.size();
  for (const Entry& entry : entries_) {
    if (entry.count < 0) throw std::logic_error("a stored tally's count would be negative");
    const auto count = static_cast<std::uint64_t>(entry.count);
    const auto step = static_cast<std::uint64_t>(entry.key) - static_cast<std::uint64_t>(previous);
    const bool fits =
        !parts.empty() && parts.back().size() + varint_size(step) + varint_size(count) <= limit;
    if (!fits) {
      constexpr std::size_t usual = 3;  // bytes of an entry
      parts.emplace_back().reserve(std::min(limit, 1 + usual * left));
      parts.back() += tally_format;
    }
    --left;
    put_varint(parts.back(), fits ? step : zigzag(entry.key));
    put_varint(parts.back(), count);
    previous = entry.key;
  }
  return parts;
}

Tally Tally::read(std::string_view bytes) {
  Tally tally;
  tally.entries_.reserve(bytes.size() / 2);  // an entry has two bytes or more
  for_each_entry(bytes, [&](std::int64_t key, std::int64_t count) {
    tally.entries_.push_back({key, count});
  });
  return tally;
}

}  // namespace callwidgets::figures
