#pragma once
#include <date/date.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace callwidgets::calendar {

// A calendar day with no time zone of its own: it is read in the account's. Stored as days since
// 1970-01-01.
using Day = date::sys_days;

// A second in UTC.
using Instant = date::sys_seconds;

// A run of days, both ends included.
struct Range {
  Day from;
  Day to;
  bool operator==(const Range&) const = default;
};

std::int64_t number(Day day);  // days since 1970-01-01
Day day_of(std::int64_t number);

// `YYYY-MM-DD`, exactly ten characters, a day that exists; else nothing.
std::optional<Day> parse_day(std::string_view text);
std::string format(Day day);

// `YYYY-MM-DD HH:MM:SS`, exactly nineteen characters, UTC; else nothing. No leap seconds.
std::optional<Instant> parse_instant(std::string_view text);
std::string format(Instant instant);

}  // namespace callwidgets::calendar
