#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>

#include "calendar/zone.h"
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

  bool operator==(const StoredCall&) const = default;
  calendar::Instant instant() const { return calendar::Instant{std::chrono::seconds{start}}; }
};

// The call in a row of calls/former, calls/page or changed/to_replay.
StoredCall stored_call(const database::Rows& rows, std::size_t row);

using StoredCalls = std::unordered_map<std::string, StoredCall>;  // by cdr_id

// The account's calls among `cdr_ids`, none of which may be repeated.
StoredCalls stored_calls(database::Session& session, std::int64_t account,
                         std::span<const database::Value> cdr_ids);

}  // namespace callwidgets::figures
