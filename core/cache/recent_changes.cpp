#include "cache/recent_changes.h"

#include <algorithm>

namespace callwidgets::cache {

void RecentChanges::begin(std::int64_t version) {
  known_from_ = up_to_ = version;
  changes_.clear();
}

void RecentChanges::add(const std::vector<Change>& changes, std::int64_t up_to) {
  const auto first = static_cast<std::ptrdiff_t>(changes_.size());
  changes_.insert(changes_.end(), changes.begin(), changes.end());
  std::sort(changes_.begin() + first, changes_.end(),
            [](const Change& left, const Change& right) { return left.version < right.version; });
  up_to_ = up_to;
  while (changes_.size() > most) {
    known_from_ = changes_.front().version;
    changes_.pop_front();
  }
}

bool RecentChanges::spare(const Entry& entry, std::int64_t right_at) const {
  if (right_at >= up_to_) return true;
  if (right_at < known_from_) return false;
  for (auto change = changes_.rbegin(); change != changes_.rend() && change->version > right_at;
       ++change) {
    if (concerns(entry, change->scope, change->day, change->version)) return false;
  }
  return true;
}

}  // namespace callwidgets::cache
