#pragma once
#include <optional>
#include <string>

namespace callwidgets::settings {

// How many requests one caller may make: `burst` at once, and `per_second` in the long run.
struct RateLimit {
  double per_second = 0;
  double burst = 0;

  // `20/s burst 100`: 1 to 100000 a second (`/s`) or a minute (`/m`), and 1 to 1000000 at once;
  // without `burst` as many at once as in that second or minute.
  static std::optional<RateLimit> parse(const std::string& text);

  bool operator==(const RateLimit&) const = default;
};

}  // namespace callwidgets::settings
