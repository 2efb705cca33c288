#include "sources/feeds/order_column.h"

#include <algorithm>
#include <charconv>

#include "calendar/day.h"

namespace callwidgets::sources {
namespace {

constexpr std::int64_t hour = 3600;

calendar::Instant instant(std::int64_t seconds) {
  return calendar::Instant{std::chrono::seconds{seconds}};
}

}  // namespace

std::string OrderColumn::written(std::int64_t seconds) const {
  switch (form_) {
    case Form::epoch:
      return std::to_string(seconds);
    case Form::epoch_ms:
      return std::to_string(seconds * 1000);
    case Form::local:
    case Form::utc:
      break;
  }
  // Before 1970 no call was made.
  return calendar::format(instant(std::max<std::int64_t>(seconds, 0)));
}

OrderColumn::Bounds OrderColumn::of(const Stretch& starts) const {
  const Stretch time{starts.from, starts.to + behind_};
  if (form_ != Form::local) return {written(time.from), written(time.to)};
  // Within three hours of a change either offset may be meant.
  constexpr std::int64_t around = 3 * hour;
  const auto ahead = [&](std::int64_t at) -> std::int64_t { return zone_.offset(instant(at)); };
  const auto [least, most] =
      std::minmax({ahead(time.from - around), ahead(time.from), ahead(time.from + around)});
  const auto [least_end, most_end] =
      std::minmax({ahead(time.to - around), ahead(time.to), ahead(time.to + around)});
  static_cast<void>(most);
  static_cast<void>(least_end);
  return {written(time.from + least), written(time.to + most_end)};
}

std::optional<std::int64_t> OrderColumn::moment_before(const std::string& value) const {
  auto moment = moment_of(value);
  if (moment) *moment -= behind_;
  return moment;
}

std::optional<std::int64_t> OrderColumn::moment_of(const std::string& value) const {
  if (form_ == Form::epoch || form_ == Form::epoch_ms) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end == value.data()) return std::nullopt;
    return form_ == Form::epoch ? number : number / 1000;
  }
  // A column may hold what is no time (`2026-02-30`, `2026-11-00`): its month will do, or its year.
  constexpr std::size_t time_length = 19, month_length = 7, year_length = 4;
  auto written = calendar::parse_instant(value.substr(0, time_length));
  if (!written) written = calendar::parse_instant(value.substr(0, month_length) + "-01 00:00:00");
  if (!written) written = calendar::parse_instant(value.substr(0, year_length) + "-01-01 00:00:00");
  if (!written) return std::nullopt;
  const std::int64_t seconds = written->time_since_epoch().count();
  if (form_ == Form::utc) return seconds;
  constexpr std::int64_t furthest = 14 * hour;  // that a clock is ahead of UTC
  return seconds - furthest;
}

}  // namespace callwidgets::sources
