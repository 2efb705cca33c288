#pragma once
#include <cstdint>
#include <deque>
#include <vector>

#include "cache/entry.h"
#include "cache/feed.h"

namespace callwidgets::cache {

// The latest changes that the feed told of, so that an answer which was being computed meanwhile
// can be judged. Used under one lock.
class RecentChanges {
 public:
  // Nothing is known before `version`.
  void begin(std::int64_t version);
  void add(const std::vector<Change>& changes, std::int64_t up_to);

  // Whether the entry, right at the version `right_at`, its own or a later one, is right now.
  bool spare(const Entry& entry, std::int64_t right_at) const;

 private:
  static constexpr std::size_t most = 50'000;

  std::int64_t known_from_ = 0;  // of versions after this one every change is here
  std::int64_t up_to_ = 0;
  std::deque<Change> changes_;  // by version
};

}  // namespace callwidgets::cache
