#pragma once
#include <memory>
#include <optional>
#include <string>

#include "calendar/day.h"

namespace date {
class time_zone;
}

namespace callwidgets::calendar {

struct LocalHour {
  Day day;
  int hour;  // 0 to 23
};

// An IANA time zone ("Europe/Amsterdam"). Cheap to copy; safe to use from any thread.
class Zone {
 public:
  // Nothing when the zone's name is not in the system's time zone data.
  static std::optional<Zone> named(const std::string& name);

  LocalHour local(Instant instant) const;

 private:
  explicit Zone(const date::time_zone* zone) : zone_(zone) {}
  const date::time_zone* zone_;  // nullptr: UTC, which needs no zone data
};

}  // namespace callwidgets::calendar
