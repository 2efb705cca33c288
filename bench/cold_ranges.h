#pragma once
#include <cstdint>

#include "calendar/day.h"

// Ranges of days for questions that nobody has asked yet: every range between two days, each once,
// short and long ones mixed, always in the same order.
class ColdRanges {
 public:
  ColdRanges(callwidgets::calendar::Day first, callwidgets::calendar::Day last)
      : first_(callwidgets::calendar::number(first)),
        days_(callwidgets::calendar::number(last) - first_ + 1) {}

  callwidgets::calendar::Range next() {
    // A step that shares no factor with the number of pairs meets each pair; those the wrong way
    // round are left out.
    constexpr std::int64_t step = 1'000'003;
    do at_ = (at_ + step) % (days_ * days_);
    while (at_ / days_ > at_ % days_);
    return {callwidgets::calendar::day_of(first_ + at_ / days_),
            callwidgets::calendar::day_of(first_ + at_ % days_)};
  }

 private:
  std::int64_t first_, days_, at_ = 0;
};
