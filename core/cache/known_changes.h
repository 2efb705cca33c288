#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "cache/entry.h"
#include "cache/feed.h"

namespace callwidgets::cache {

// The latest change of each day of each scope, for a long time back: by them an entry of any age is
// judged.
class KnownChanges {
 public:
  static constexpr std::size_t most = 8192;

  KnownChanges() = default;
  // As all() gave them.
  explicit KnownChanges(std::vector<Change> changes) : changes_(std::move(changes)) {}

  // Adds later ones. Returns up to which version changes had to be forgotten, so as to keep `most`;
  // 0 where none were.
  std::int64_t add(const std::vector<Change>& changes);

  // Whether none of them concerns the entry.
  bool spare(const Entry& entry) const;

  const std::vector<Change>& all() const { return changes_; }

 private:
  void sort();

  std::vector<Change> changes_;  // by scope and day, one of each
};

}  // namespace callwidgets::cache
