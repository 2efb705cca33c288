#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>

#include "calendar/day.h"
#include "calls/reason.h"

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
  // Of calls that a source gave; no figure counts these.
  std::int64_t source = 0;  // the source's number (accounts/source.h); 0: the call was imported
  Reason reason = Reason::none;
  std::int32_t waited = 0;  // seconds
  std::string called;       // the business's own number, up to 64 bytes
};

// Whether two records of one call say the same of it; the number that the operator keeps of its
// caller aside.
inline bool same_facts(const Call& left, const Call& right) {
  const auto facts = [](const Call& call) {
    return std::tie(call.start, call.duration, call.answered, call.quarantined, call.customer_id,
                    call.caller, call.attribution, call.origin, call.source, call.reason,
                    call.waited, call.called);
  };
  return facts(left) == facts(right);
}

// What a call takes up in memory, in bytes, about.
inline std::size_t memory_of(const Call& call) {
  std::size_t bytes = sizeof call;
  for (const std::string* text : {&call.cdr_id, &call.customer_number, &call.number,
                                  &call.attribution, &call.origin, &call.called}) {
    // A short one lies in the call itself.
    if (text->size() >= sizeof(std::string) / 2) bytes += text->capacity();
  }
  return bytes;
}

}  // namespace callwidgets::calls
