#include "calendar/day.h"

#include <array>

namespace callwidgets::calendar {
namespace {

// The number written in `text`, or -1 when a character is no digit.
int digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::int64_t number(Day day) { return day.time_since_epoch().count(); }

Day day_of(std::int64_t number) { return Day{date::days{static_cast<int>(number)}}; }

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = digits(text.substr(0, 4));
  const int month = digits(text.substr(5, 2));
  const int day = digits(text.substr(8, 2));
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const date::year_month_day parsed{date::year{year}, date::month{static_cast<unsigned>(month)},
                                    date::day{static_cast<unsigned>(day)}};
  if (!parsed.ok()) return std::nullopt;
  return Day{parsed};
}

std::string format(Day day) {
  const date::year_month_day parts{day};
  const int year = static_cast<int>(parts.year());
  const unsigned month = static_cast<unsigned>(parts.month());
  const unsigned dom = static_cast<unsigned>(parts.day());
  const auto digit = [](unsigned n) { return static_cast<char>('0' + n % 10); };
  const unsigned y = static_cast<unsigned>(year);
  return {digit(y / 1000),   digit(y / 100), digit(y / 10), digit(y),        '-',
          digit(month / 10), digit(month),   '-',           digit(dom / 10), digit(dom)};
}

std::string format(Instant instant) {
  const Day day = date::floor<date::days>(instant);
  std::string text = format(day) + " ";
  std::int64_t rest = (instant - Instant{day}).count();
  for (const std::int64_t unit : {3600, 60, 1}) {
    const std::int64_t count = rest / unit;
    rest %= unit;
    if (unit != 3600) text += ':';
    text += static_cast<char>('0' + count / 10);
    text += static_cast<char>('0' + count % 10);
  }
  return text;
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() != 19 || text[10] != ' ' || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const auto day = parse_day(text.substr(0, 10));
  const int hour = digits(text.substr(11, 2));
  const int minute = digits(text.substr(14, 2));
  const int second = digits(text.substr(17, 2));
  if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
    return std::nullopt;
  }
  return *day + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second};
}

}  // namespace callwidgets::calendar
