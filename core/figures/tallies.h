#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "database/rows.h"
#include "figures/packed/tally.h"
#include "figures/tally_kind.h"

namespace callwidgets::figures {

// The tallies of one period, by kind. They are stored together: a call changes nearly all of them.
class Tallies {
 public:
  Tally& operator[](TallyKind kind) { return by_kind_[static_cast<std::size_t>(kind)]; }
  const Tally& operator[](TallyKind kind) const { return by_kind_[static_cast<std::size_t>(kind)]; }
  bool empty() const;
  void merge(const Tallies& other);

  // A row of the table: of each kind a part, '' where there is none.
  using Row = std::array<std::string, tally_kinds>;
  // As few rows as there are parts of the tally that has the most; none where all are empty. Throws
  // std::logic_error at a count that is not positive.
  std::vector<Row> write() const;

  // Merges what a row holds. Throws DamagedTally.
  void add(const Row& row);

 private:
  std::array<Tally, tally_kinds> by_kind_;
};

// The parts that stand in a row, in the order of their columns, from its `first` one on.
Tallies::Row tallies_in(const database::Rows& rows, std::size_t row, std::size_t first);

}  // namespace callwidgets::figures
