#pragma once
#include <cstdint>
#include <string>

#include "calendar/day.h"
#include "numbers/called_number.h"

namespace callwidgets::numbers {

// Whose calls come in by a number on some days, in the account's time zone.
struct Mapping {
  static constexpr std::int64_t always = 0;            // from_day: no call is earlier
  static constexpr std::int64_t for_good = 2'932'896;  // to_day: 9999-12-31

  Pattern pattern;
  std::int64_t from_day = always;  // since 1970-01-01; both days are included
  std::int64_t to_day = for_good;
  std::int64_t customer_id = 0;
  std::string attribution;  // up to 1,000 bytes; empty: the calls keep what they have

  bool operator==(const Mapping&) const = default;
  bool holds_on(std::int64_t day) const { return from_day <= day && day <= to_day; }
};

// `+441632960100, customer 407382, "Google Ads", from 2026-01-01 to 2026-03-31`, for messages.
std::string described(const Mapping& mapping);

}  // namespace callwidgets::numbers
