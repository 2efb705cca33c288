#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sources/mapping/wall_clock.h"

namespace callwidgets::sources {

// Times in Asterisk's logs: `2026-11-28 14:54:40`, with decimals or without, by the clock of the
// telephone system; or seconds since 1970. Safe to use from any thread.
class LogTime {
 public:
  explicit LogTime(WallClock clock) : clock_(std::move(clock)) {}

  // In seconds since 1970, UTC. `id` is a channel's: its seconds settle an hour that comes twice.
  // Nothing where the text is of another form.
  std::optional<std::int64_t> of(std::string_view text, std::string_view id) const;

 private:
  WallClock clock_;
};

}  // namespace callwidgets::sources
