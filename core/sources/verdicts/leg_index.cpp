#include "sources/verdicts/leg_index.h"

#include <algorithm>
#include <functional>

namespace callwidgets::sources {

LegIndex::LegIndex(std::span<const Leg> legs, std::string Leg::*field)
    : legs_(legs), field_(field) {
  entries_.reserve(legs.size());
  for (std::size_t place = 0; place < legs.size(); ++place) {
    const std::string& text = legs[place].*field;
    if (text.empty()) continue;
    entries_.emplace_back(std::hash<std::string_view>{}(text), static_cast<std::uint32_t>(place));
  }
  std::sort(entries_.begin(), entries_.end());
}

std::vector<std::uint32_t> LegIndex::with(std::string_view text) const {
  std::vector<std::uint32_t> places;
  const std::uint64_t hash = std::hash<std::string_view>{}(text);
  auto entry = std::lower_bound(entries_.begin(), entries_.end(), Entry{hash, 0});
  for (; entry != entries_.end() && entry->first == hash; ++entry) {
    if (legs_[entry->second].*field_ == text) places.push_back(entry->second);
  }
  return places;
}

}  // namespace callwidgets::sources
