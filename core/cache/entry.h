#pragma once
#include <cstdint>
#include <string>

namespace callwidgets::cache {

// A finished answer, and what it was computed from. Never changed once it stands in the cache.
struct Entry {
  std::string body;
  std::string etag;
  std::int64_t version = 0;       // of the account's data, in the snapshot of the computation
  std::int64_t nonce = 0;         // of that version
  std::int64_t generation = 0;    // of the figures, in the same
  std::int64_t scope = 0;         // whose days; 0: one that has none yet, which any change may make
  std::int32_t from = 0, to = 0;  // the first and the last of them
};

// Whether a later change of a day (-1: of any) can make the entry wrong. `scope` 0 changes all.
inline bool concerns(const Entry& entry, std::int64_t scope, std::int32_t day,
                     std::int64_t version) {
  if (version <= entry.version) return false;
  if (scope == 0 || entry.scope == 0) return true;
  return scope == entry.scope && (day < 0 || (entry.from <= day && day <= entry.to));
}

}  // namespace callwidgets::cache
