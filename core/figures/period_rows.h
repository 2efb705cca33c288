#pragma once
#include <cstddef>

#include "database/session.h"
#include "figures/period.h"
#include "figures/sums.h"
#include "figures/tallies.h"

namespace callwidgets::figures {

// A period's rows in the tables of figures, in the order of their columns: the key, and what
// follows it.
database::Values key_of(const Period& period);
database::Values row_of(const Period& period, const Sums& sums);
database::Values row_of(const Period& period, std::size_t part, Tallies::Row tallies);

}  // namespace callwidgets::figures
