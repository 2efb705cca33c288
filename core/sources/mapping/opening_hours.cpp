#include "sources/mapping/opening_hours.h"

#include <array>
#include <string_view>

#include "sources/mapping/letters.h"

namespace callwidgets::sources {
namespace {

constexpr int of_a_day = 24 * 3600;

std::optional<int> day_named(std::string_view name) {
  constexpr std::array<std::string_view, 7> days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  for (std::size_t at = 0; at < days.size(); ++at) {
    if (same_letters(name, days[at])) return static_cast<int>(at);
  }
  return std::nullopt;
}

// `8:00`, `17:30`, `24:00`.
std::optional<int> clock_time(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos || colon == 0 || colon > 2 || text.size() != colon + 3)
    return std::nullopt;
  const auto number = [](std::string_view digits) {
    int value = 0;
    for (const char c : digits) {
      if (!is_digit(c)) return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const int hour = number(text.substr(0, colon));
  const int minute = number(text.substr(colon + 1));
  if (hour < 0 || minute < 0 || minute > 59) return std::nullopt;
  const int seconds = hour * 3600 + minute * 60;
  if (seconds > of_a_day) return std::nullopt;
  return seconds;
}

}  // namespace

bool OpeningHours::Span::on(int day) const {
  if (first_day <= last_day) return day >= first_day && day <= last_day;
  return day >= first_day || day <= last_day;
}

std::optional<OpeningHours::Span> OpeningHours::span(const std::string& part) {
  const std::string_view text = trimmed(part);
  const std::size_t blank = text.find(' ');
  if (blank == text.npos) return std::nullopt;
  const std::string_view days = text.substr(0, blank);
  const std::string_view hours = trimmed(text.substr(blank));
  const std::size_t to_day = days.find('-');
  const std::size_t to_hour = hours.find('-');
  if (to_hour == hours.npos) return std::nullopt;
  const auto first = day_named(days.substr(0, to_day));
  const auto last = to_day == days.npos ? first : day_named(days.substr(to_day + 1));
  const auto from = clock_time(trimmed(hours.substr(0, to_hour)));
  const auto to = clock_time(trimmed(hours.substr(to_hour + 1)));
  if (!first || !last || !from || !to || *from == *to || *from == of_a_day) return std::nullopt;
  return Span{*first, *last, *from, *to};
}

std::optional<OpeningHours> OpeningHours::parse(const std::vector<std::string>& parts) {
  OpeningHours hours;
  for (const std::string& part : parts) {
    const auto read = span(part);
    if (!read) return std::nullopt;
    hours.spans_.push_back(*read);
  }
  return hours;
}

bool OpeningHours::open(int day, int second) const {
  for (const Span& span : spans_) {
    if (span.from < span.to) {
      if (span.on(day) && second >= span.from && second < span.to) return true;
    } else if ((span.on(day) && second >= span.from) ||
               (span.on((day + 6) % 7) && second < span.to)) {
      return true;
    }
  }
  return false;
}

}  // namespace callwidgets::sources
