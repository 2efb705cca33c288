#pragma once
#include <cstdint>
#include <string>

#include "calendar/day.h"

namespace callwidgets::calls {

// One call as the figures need it; the field rules are shared/spec's CALLS page, restated in
// README.md.
struct Call {
  std::string cdr_id;         // 1 to 150 bytes, compared by bytes
  bool deleted = false;       // only cdr_id counts then
  calendar::Instant start{};  // UTC
  std::int32_t duration = 0;  // seconds, not negative
  bool answered = false;
  bool quarantined = false;      // kept, and left out of every figure
  std::int64_t customer_id = 0;  // 1 to 18 digits
  std::string customer_number;   // `custnr`, empty where not given
  std::int64_t caller = 0;       // 64 bits of the caller's HMAC; 0 is nobody
  std::string number;            // the caller's number, only where the operator keeps it
  std::string attribution;       // up to 1,000 bytes
  std::string origin;            // up to 1,000 bytes
};

}  // namespace callwidgets::calls
