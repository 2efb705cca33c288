#include "calendar/zone.h"

#include <date/tz.h>

#include <stdexcept>

namespace callwidgets::calendar {
namespace {

// The system's zone files list their changes up to 2037, and date/tz doesn't read the rule that
// goes on from there. So a later instant is looked up in a year from 2026 to 2037 whose days fall
// on the same weekdays: before March one with the same first of January, from March on one with the
// same first of March.
Instant within_listed_years(Instant instant) {
  const Day day = date::floor<date::days>(instant);
  const date::year_month_day parts{day};
  if (parts.year() < date::year{2037}) return instant;
  const date::month anchor = parts.month() < date::March ? date::January : date::March;
  const Day start{parts.year() / anchor / 1};
  for (date::year year{2036}; year >= date::year{2026}; --year) {
    const Day same{year / anchor / 1};
    if (date::weekday{same} == date::weekday{start}) return instant - (start - same);
  }
  return instant;
}

}  // namespace

std::optional<Zone> Zone::named(const std::string& name) {
  if (name == "UTC") return Zone{nullptr};
  try {
    return Zone{date::locate_zone(name)};
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

LocalHour Zone::local(Instant instant) const {
  const auto offset =
      zone_ ? zone_->get_info(within_listed_years(instant)).offset : std::chrono::seconds{0};
  const Instant local = instant + offset;
  const Day day = date::floor<date::days>(local);
  return {day, static_cast<int>(date::floor<std::chrono::hours>(local - day).count())};
}

}  // namespace callwidgets::calendar
