// What the tests of caches tell them.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "cache/cache.h"

namespace callwidgets::cache {

// Versions with nonces of eleven times as much.
inline std::vector<Stamp> ledger(std::int64_t after, std::int64_t last) {
  std::vector<Stamp> stamps;
  for (std::int64_t version = after + 1; version <= last; ++version) {
    stamps.push_back({version, version * 11});
  }
  return stamps;
}

inline std::shared_ptr<Store> store(std::size_t bytes) { return std::make_shared<Store>(bytes); }

// Of account 7 and generation 1; before its first version all is another.
inline FeedReading reading(Stamp since, Stamp now, std::vector<Change> changes = {}) {
  return {since,
          now,
          1,
          {7, 2'000'000'000},
          since.version == 0,
          false,
          std::move(changes),
          ledger(since.version, now.version)};
}

}  // namespace callwidgets::cache
