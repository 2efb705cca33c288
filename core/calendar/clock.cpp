#include "calendar/clock.h"

#include <chrono>
#include <cstdlib>

namespace callwidgets::calendar {

std::int64_t wall_clock() {
  static const std::int64_t offset = [] {
    const char* given = std::getenv("CALLWIDGETS_TEST_CLOCK_OFFSET");
    return given ? std::atoll(given) : 0;
  }();
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
             .count() +
         offset;
}

}  // namespace callwidgets::calendar
