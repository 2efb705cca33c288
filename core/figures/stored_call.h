#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>

#include "calendar/zone.h"
#include "calls/reason.h"
#include "database/session.h"

namespace callwidgets::figures {

// A call as `calls` has it: names and customer by their numbers, the instant without a zone.
struct StoredCall {
  std::int64_t customer = 0;
  std::int64_t start = 0;  // seconds since 1970, UTC
  std::int32_t duration = 0;
  bool answered = false;
  bool quarantined = false;
  std::int64_t caller = 0;  // 0: nobody
  std::int64_t attribution = 0;
  std::int64_t origin = 0;
  // What no figure counts: see calls::Call.
  std::int64_t source = 0;
  calls::Reason reason = calls::Reason::none;
  std::int32_t waited = 0;
  std::string called;

  bool operator==(const StoredCall&) const = default;
  // Whether figures count both alike, in the same places.
  bool counts_as(const StoredCall& other) const;
  calendar::Instant instant() const { return calendar::Instant{std::chrono::seconds{start}}; }
};

// The call in a row of calls/page or changed/to_replay: what figures count of it.
StoredCall stored_call(const database::Rows& rows, std::size_t row);

// The call in a row of calls/former, or in one that begins with the same columns: all of it.
StoredCall whole_call(const database::Rows& rows, std::size_t row);

using StoredCalls = std::unordered_map<std::string, StoredCall>;  // by cdr_id

// The account's calls among `cdr_ids`, none of which may be repeated.
StoredCalls stored_calls(database::Session& session, std::int64_t account,
                         std::span<const database::Value> cdr_ids);

}  // namespace callwidgets::figures
