#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "figures/packed/packed_tally.h"
#include "figures/packed/tally.h"

namespace callwidgets::figures {

// Adds up many stored tallies, without building each. Keys from -1 to about a million (numbers of
// customers and names, days) are counted in pages of an array, made where they are touched; others
// in a hash. Used by one thread.
class TallySum {
 public:
  // Adds a packed tally. Throws DamagedTally; what it added before then stays, so give the sum up.
  void add(std::string_view bytes);

  Tally total() const;

 private:
  static constexpr std::size_t page_size = 512;
  using Page = std::array<std::int64_t, page_size>;
  static constexpr std::size_t most_pages = 2048;

  // The page of a place, made when it isn't there; null for those that go to the hash.
  Page* page_of(std::uint64_t place);

  std::vector<std::unique_ptr<Page>> pages_;  // place 0 is key -1
  std::unordered_map<std::int64_t, std::int64_t> far_;
};

}  // namespace callwidgets::figures
