#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "calendar/zone.h"

namespace callwidgets::sources {

// What a clock on the wall of a time zone says, as an instant. Safe to use from any thread.
class WallClock {
 public:
  WallClock(std::string name, calendar::Zone zone)
      : name_(std::move(name)), zone_(std::move(zone)) {}

  const std::string& name() const { return name_; }

  // The instant, in seconds since 1970 UTC, at which the clock says `local` (seconds since 1970 as
  // if they were UTC). An hour that comes twice is the first one, and an hour that is passed over
  // is nothing. With `near`, an instant before which it was not, both are settled: it is the first
  // that may be meant and is no more than a minute before `near`, else the one nearest to it.
  std::optional<std::int64_t> instant(std::int64_t local,
                                      std::optional<std::int64_t> near = {}) const;

 private:
  std::int64_t offset(std::int64_t instant) const;

  std::string name_;
  calendar::Zone zone_;
};

}  // namespace callwidgets::sources
