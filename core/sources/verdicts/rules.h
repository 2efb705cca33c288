#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace callwidgets::sources {

// What differs from house to house. The defaults are those of most.
struct Rules {
  // Names of channels that lines from outside come in on, with `*` for any text
  // (`PJSIP/my-provider-*`). None: those on which most legs themselves say that they come from
  // outside, and whose names are not those of telephones, a technology and some digits.
  std::vector<std::string> trunks;
  enum class Required : std::uint8_t { automatic, yes, no };
  // Whether an arrival needs a called number; automatic: where any leg has one.
  Required called_required = Required::automatic;
  std::int32_t minimum_talk = 0;   // seconds that make an answered call
  std::int32_t short_seconds = 0;  // a caller who leaves within these is `short_abandoned`
  bool count_blocked = false;      // callers on a blacklist are missed calls
  std::function<bool(std::int64_t)> closed;  // whether the business is closed at an instant
};

}  // namespace callwidgets::sources
