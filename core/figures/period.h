#pragma once
#include <compare>
#include <cstdint>

#include "calendar/day.h"

namespace callwidgets::figures {

// How long a period is, as the tables have it (hour 10 and year 40 stay free).
enum class Grain : std::int32_t { day = 20, month = 30 };

// A day (since 1970-01-01) or a month (since 1970-01) of a scope.
struct Period {
  std::int64_t scope;
  Grain grain;
  std::int32_t number;
  auto operator<=>(const Period&) const = default;
};

std::int32_t month_of(calendar::Day day);
calendar::Day first_day_of(std::int32_t month);

// The periods that make up a range: at most two runs of days around one of months. Both ends count;
// an empty run is 1 to 0.
struct Runs {
  struct Run {
    std::int64_t first = 1;
    std::int64_t last = 0;
  };
  Run days, months, days_after;

  static Runs of(const calendar::Range& range);
};

}  // namespace callwidgets::figures
