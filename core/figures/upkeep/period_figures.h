#pragma once
#include "figures/sums.h"
#include "figures/tallies.h"

namespace callwidgets::figures {

// All that one period holds.
struct PeriodFigures {
  Sums sums;
  Tallies tallies;

  void merge(const PeriodFigures& other) {
    sums += other.sums;
    tallies.merge(other.tallies);
  }
};

}  // namespace callwidgets::figures
