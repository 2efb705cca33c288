#pragma once
#include <cstdint>

namespace callwidgets::calendar {

// Seconds since 1970, UTC. CALLWIDGETS_TEST_CLOCK_OFFSET in the environment is added, for tests of
// midnight.
std::int64_t wall_clock();

}  // namespace callwidgets::calendar
