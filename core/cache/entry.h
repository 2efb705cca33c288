#pragma once
#include <cstdint>
#include <string>

namespace callwidgets::cache {

// The scope of an entry that no day's change concerns, only a change of everything.
inline constexpr std::int64_t no_days = -1;

// A finished answer and what it was computed from. Never changed once it is in the cache.
struct Entry {
  std::string body;
  std::string etag;
  std::int64_t version = 0;     // of the account's data, in the snapshot that was read
  std::int64_t nonce = 0;       // of that version (see Stamp)
  std::int64_t generation = 0;  // of the figures in that snapshot
  std::int64_t scope = 0;       // whose days were read; 0 if it has none yet: any change may be its
                                // first
  std::int32_t from = 0, to = 0;  // the first and the last day, since 1970-01-01
};

// True if a change that `version` made to a day of a scope can make the entry wrong. `day` -1
// stands for all days, `scope` 0 for all scopes.
inline bool concerns(const Entry& entry, std::int64_t scope, std::int32_t day,
                     std::int64_t version) {
  if (version <= entry.version) return false;
  if (scope == 0 || entry.scope == 0) return true;
  return scope == entry.scope && (day < 0 || (entry.from <= day && day <= entry.to));
}

}  // namespace callwidgets::cache
