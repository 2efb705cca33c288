#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "calendar/day.h"

namespace callwidgets::calendar {

// The rule by which a time zone goes on for ever, as the last line of its file has it: the TZ
// variable of POSIX, such as `CET-1CEST,M3.5.0,M10.5.0/3`, with the hours of RFC 8536 (-167 to
// 167).
class PosixRule {
 public:
  // Nothing where the text has another form.
  static std::optional<PosixRule> parse(std::string_view text);

  std::int32_t offset(Instant instant) const;  // seconds to be added to UTC

  bool operator==(const PosixRule&) const = default;

 private:
  friend class PosixRuleParser;

  // When the clock changes in a year.
  struct Change {
    enum class Form { weekday, julian, day };  // Mm.w.d, Jn (no 29 February), n (from 0)
    Form form = Form::day;
    int month = 0, week = 0, day = 0;
    std::int32_t time = 7200;  // seconds after the day's begin, by the clock before the change

    Day in(date::year year) const;
    bool operator==(const Change&) const = default;
  };

  std::int32_t standard_ = 0;
  std::int32_t daylight_ = 0;  // the same where the clock never changes
  Change begin_, end_;         // of daylight saving
};

}  // namespace callwidgets::calendar
