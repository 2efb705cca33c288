#include "cache/feed.h"

namespace callwidgets::cache {

std::int64_t Served::local(std::int64_t instant) const {
  return instant + (instant < offset_until ? offset : next_offset);
}

std::int64_t Served::day_at(std::int64_t instant) const {
  constexpr std::int64_t day = 86'400;
  const std::int64_t shown = local(instant);
  return shown / day - (shown % day < 0 ? 1 : 0);
}

std::string_view Served::time_zone_name() const {
  const std::string_view all{time_zone.data(), time_zone.size()};
  return all.substr(0, all.find('\0'));
}

}  // namespace callwidgets::cache
