#include "sources/feeds/log_time.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "calendar/day.h"

namespace callwidgets::sources {
namespace {

// The seconds in `[system-]1795877681.10`; nothing where it is another text.
std::optional<std::int64_t> began(std::string_view id) {
  constexpr std::size_t digits = 10;
  const auto dot = id.rfind('.');
  if (dot == std::string_view::npos || dot < digits) return std::nullopt;
  const std::string_view seconds = id.substr(dot - digits, digits);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(seconds.data(), seconds.data() + seconds.size(), value);
  if (error != std::errc{} || end != seconds.data() + seconds.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::int64_t> LogTime::of(std::string_view text, std::string_view id) const {
  constexpr std::size_t written = 19;
  if (text.find('-') == std::string_view::npos) {
    const std::string_view whole = text.substr(0, text.find('.'));
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), seconds);
    if (whole.empty() || error != std::errc{} || end != whole.data() + whole.size())
      return std::nullopt;
    return seconds;
  }
  const auto local = calendar::parse_instant(text.substr(0, written));
  if (!local) return std::nullopt;
  return clock_.instant(local->time_since_epoch().count(), began(id));
}

}  // namespace callwidgets::sources
