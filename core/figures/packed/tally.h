#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "figures/packed/packed_tally.h"

namespace callwidgets::figures {

// Counts by key, in the order of keys; a key whose count is zero isn't there. Counts may be
// negative, as differences between tallies are, but only positive ones can be stored. For building
// and changing: adding at the end costs next to nothing, elsewhere the move of what lies behind. To
// add up many stored ones, use TallySum. Used by one thread.
class Tally {
 public:
  struct Entry {
    std::int64_t key;
    std::int64_t count;
    bool operator==(const Entry&) const = default;
  };

  // Throw std::overflow_error where a sum leaves 64 bits, and change nothing then.
  void add(std::int64_t key, std::int64_t delta);
  void merge(const Tally& other);

  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }
  std::int64_t count(std::int64_t key) const;  // 0 where there is none
  std::int64_t count_below(std::int64_t bound) const;
  bool operator==(const Tally&) const = default;

  // Parts by ascending ranges of keys, each at most `limit` bytes (at least 21), each a packed
  // tally by itself; none when this is empty. The same entries give the same bytes. Throws
  // std::logic_error at a count that is not positive.
  std::vector<std::string> write(std::size_t limit = largest_part) const;

  // One part, or several in any order merged by the caller. Throws DamagedTally.
  static Tally read(std::string_view bytes);

 private:
  std::vector<Entry> entries_;  // by key; no zero count
};

}  // namespace callwidgets::figures
