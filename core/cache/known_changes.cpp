#include "cache/known_changes.h"

#include <algorithm>
#include <tuple>

namespace callwidgets::cache {

// The latest of one day is the first of them, and stays.
void KnownChanges::sort() {
  std::sort(changes_.begin(), changes_.end(), [](const Change& left, const Change& right) {
    return std::tie(left.scope, left.day, right.version) <
           std::tie(right.scope, right.day, left.version);
  });
  const auto same_day = [](const Change& left, const Change& right) {
    return left.scope == right.scope && left.day == right.day;
  };
  changes_.erase(std::unique(changes_.begin(), changes_.end(), same_day), changes_.end());
}

std::int64_t KnownChanges::add(const std::vector<Change>& changes) {
  if (changes.empty()) return 0;
  changes_.insert(changes_.end(), changes.begin(), changes.end());
  sort();
  if (changes_.size() <= most) return 0;
  // A quarter at once, so that it isn't done again each time.
  std::vector<std::int64_t> versions;
  for (const Change& change : changes_) versions.push_back(change.version);
  const auto last_to_go =
      versions.begin() + static_cast<std::ptrdiff_t>(versions.size() - most * 3 / 4);
  std::nth_element(versions.begin(), last_to_go, versions.end());
  const std::int64_t forgotten = *last_to_go;
  std::erase_if(changes_, [&](const Change& change) { return change.version <= forgotten; });
  return forgotten;
}

bool KnownChanges::spare(const Entry& entry) const {
  const auto wrong = [&](const Change& change) {
    return concerns(entry, change.scope, change.day, change.version);
  };
  if (entry.scope == 0) return std::none_of(changes_.begin(), changes_.end(), wrong);
  for (const std::int64_t scope : {std::int64_t{0}, entry.scope}) {
    const auto first = std::lower_bound(
        changes_.begin(), changes_.end(), scope,
        [](const Change& change, std::int64_t number) { return change.scope < number; });
    const auto last = std::find_if(first, changes_.end(),
                                   [&](const Change& change) { return change.scope != scope; });
    if (std::any_of(first, last, wrong)) return false;
  }
  return true;
}

}  // namespace callwidgets::cache
