#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "calendar/day.h"

namespace callwidgets::calendar {

class ZoneRules;

struct LocalHour {
  Day day;
  int hour;  // 0 to 23
};

// An IANA time zone ("Europe/Amsterdam"). Cheap to copy; safe to use from any thread.
class Zone {
 public:
  // By the system's rules (package tzdata), as they were when this process first asked. Nothing
  // when the name is not among them.
  static std::optional<Zone> named(const std::string& name);

  // By rules that were kept, for they change with the system's: bytes() of an earlier day. Nothing
  // where they are damaged.
  static std::optional<Zone> of_bytes(std::string_view bytes);
  const std::string& bytes() const;

  // Whether both tell all instants from 1970 on alike.
  bool same_rules(const Zone& other) const;

  LocalHour local(Instant instant) const;

  // Seconds that its clock is ahead of UTC.
  std::int32_t offset(Instant instant) const;
  // The first instant after `from` at which that changes; `end` where it does not before. Changes
  // that take each other back within a day are none.
  Instant next_change(Instant from, Instant end) const;

  // The first instant of a day.
  Instant begin_of(Day day) const;

 private:
  struct Kept;
  explicit Zone(std::shared_ptr<const Kept> kept) : kept_(std::move(kept)) {}

  std::shared_ptr<const Kept> kept_;  // none: UTC, which needs no rules
};

// The version of the system's rules, such as `2025b`; `unknown` where it isn't said.
const std::string& tzdata_version();

}  // namespace callwidgets::calendar
