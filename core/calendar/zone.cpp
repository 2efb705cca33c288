#include "calendar/zone.h"

#include <date/tz.h>

#include <stdexcept>

namespace callwidgets::calendar {

std::optional<Zone> Zone::named(const std::string& name) {
  if (name == "UTC") return Zone{nullptr};
  try {
    return Zone{date::locate_zone(name)};
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

LocalHour Zone::local(Instant instant) const {
  const auto offset = zone_ ? zone_->get_info(instant).offset : std::chrono::seconds{0};
  const Instant local = instant + offset;
  const Day day = date::floor<date::days>(local);
  return {day, static_cast<int>(date::floor<std::chrono::hours>(local - day).count())};
}

}  // namespace callwidgets::calendar
