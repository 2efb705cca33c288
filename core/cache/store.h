#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>

#include "cache/memory.h"

namespace callwidgets::cache {

// What the caches of all accounts of a process share: the memory for finished answers, and how
// often it had one.
struct Store {
  explicit Store(std::size_t bytes) : memory(bytes) {}

  std::mutex mutex;  // of what follows, and of each of those caches
  Memory memory;
  std::uint64_t hits = 0, shared_hits = 0, misses = 0, stale = 0;  // since the start
  std::chrono::steady_clock::time_point settled{};  // all accounts keep answers from then on
};

}  // namespace callwidgets::cache
