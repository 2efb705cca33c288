#pragma once
#include <map>

#include "figures/sums.h"
#include "figures/tally.h"
#include "figures/tally_kind.h"

namespace callwidgets::figures {

// All that one period holds.
struct PeriodFigures {
  Sums sums;
  std::map<TallyKind, Tally> tallies;

  void merge(const PeriodFigures& other) {
    sums += other.sums;
    for (const auto& [kind, tally] : other.tallies) tallies[kind].merge(tally);
  }
};

}  // namespace callwidgets::figures
