#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sources/verdicts/leg.h"

namespace callwidgets::sources {

// Finds legs by the text of one of their fields. The legs are borrowed, and stay as they are.
class LegIndex {
 public:
  // Legs whose field is empty are left out.
  LegIndex(std::span<const Leg> legs, std::string Leg::*field);

  // Their places, growing. Holds until this goes.
  std::vector<std::uint32_t> with(std::string_view text) const;

  // Every text once, by a place of a leg that has it.
  template <class Visit>
  void each(Visit visit) const {
    std::vector<std::uint32_t> places;
    for (std::size_t at = 0; at < entries_.size();) {
      std::size_t end = at;
      while (end < entries_.size() && entries_[end].first == entries_[at].first) ++end;
      // Texts may share a hash.
      for (std::size_t one = at; one < end; ++one) {
        const std::string& text = legs_[entries_[one].second].*field_;
        bool seen = false;
        for (std::size_t before = at; before < one && !seen; ++before)
          seen = legs_[entries_[before].second].*field_ == text;
        if (seen) continue;
        places.clear();
        for (std::size_t same = one; same < end; ++same) {
          if (legs_[entries_[same].second].*field_ == text) places.push_back(entries_[same].second);
        }
        visit(text, places);
      }
      at = end;
    }
  }

 private:
  using Entry = std::pair<std::uint64_t, std::uint32_t>;  // a text's hash, a place

  std::span<const Leg> legs_;
  std::string Leg::*field_;
  std::vector<Entry> entries_;
};

}  // namespace callwidgets::sources
