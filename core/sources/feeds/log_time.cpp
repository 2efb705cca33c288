#include "sources/feeds/log_time.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "calendar/day.h"
#include "sources/mapping/values.h"

namespace callwidgets::sources {
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
  return clock_.instant(local->time_since_epoch().count(), whole_number(epoch_of(id)));
}

}  // namespace callwidgets::sources
