#include "cache/feed.h"

namespace callwidgets::cache {

// A reading is mostly a second old; one that is older has missed no more than a day's end or two.
std::int64_t Served::day_at(std::int64_t instant) const {
  constexpr std::int64_t day = 86'400;
  return instant < today_until ? today : today + 1 + (instant - today_until) / day;
}

}  // namespace callwidgets::cache
