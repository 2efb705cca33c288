#pragma once
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include "calls/areas.h"

namespace callwidgets::numbers {

inline constexpr std::size_t longest_number = 64;  // bytes

// What was called, as it is kept with a call and looked up: a telephone number cleaned as a
// caller's is, international where the account has a region, an internal one in its digits; any
// other word (a trunk, a context) as it stands, without white space around it. Cut to 64 bytes.
// Areas and region are those of calls::CallRules.
std::string called_number(std::string_view given, calls::Areas& areas, const std::string& region);

// What an operator maps: one number, or with `*` behind it all that begin so.
struct Pattern {
  std::string number;
  bool prefix = false;
  auto operator<=>(const Pattern&) const = default;
};

// What was given is none; the text says what was found and what is allowed.
struct BadPattern : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Throws BadPattern.
Pattern parse_pattern(std::string_view given, calls::Areas& areas, const std::string& region);
// As it is given.
std::string text_of(const Pattern& pattern);

}  // namespace callwidgets::numbers
