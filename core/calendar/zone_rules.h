#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "calendar/posix_rule.h"

namespace callwidgets::calendar {

// What a time zone's file (TZif, RFC 8536) says: each change of the clock that it lists, and the
// rule that goes on from the last one. Safe to use from any thread.
class ZoneRules {
 public:
  // Nothing where the bytes are no such file, or one of version 1, which has no rule.
  static std::optional<ZoneRules> read(std::string_view bytes);

  std::int32_t offset(Instant instant) const;  // seconds to be added to UTC

  // Whether both tell every instant from 1970 on alike; files that list more or fewer changes may.
  bool same_since_1970(const ZoneRules& other) const;

 private:
  bool agrees_at_changes_of(const ZoneRules& other) const;

  std::int32_t first_ = 0;             // before all changes
  std::vector<std::int64_t> changes_;  // seconds since 1970, growing
  std::vector<std::int32_t> offsets_;  // from each change on
  std::optional<PosixRule> rule_;      // after the last one
};

}  // namespace callwidgets::calendar
