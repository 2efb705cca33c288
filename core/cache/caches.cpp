#include "cache/caches.h"

#include <algorithm>
#include <utility>

namespace callwidgets::cache {

Caches::Caches(const Limits& limits, OpenShared open_shared)
    : limits_(limits),
      open_shared_(std::move(open_shared)),
      store_(std::make_shared<Store>(limits.bytes)),
      directory_(made(0)) {}

std::unique_ptr<Cache> Caches::made(std::int64_t account) {
  auto shared = shared_ < most_shared ? open_shared_(account) : nullptr;
  if (shared) ++shared_;
  return std::make_unique<Cache>(store_, account, limits_.stale_for, std::move(shared));
}

Cache& Caches::of(std::int64_t account) {
  if (Cache* const found = find(account)) return *found;
  const std::unique_lock lock{mutex_};
  auto& cache = accounts_[account];
  if (!cache) cache = made(account);
  return *cache;
}

Cache* Caches::find(std::int64_t account) const {
  const std::shared_lock lock{mutex_};
  const auto found = accounts_.find(account);
  return found == accounts_.end() ? nullptr : found->second.get();
}

std::vector<Cache*> Caches::accounts() const {
  const std::shared_lock lock{mutex_};
  std::vector<Cache*> all;
  all.reserve(accounts_.size());
  for (const auto& [account, cache] : accounts_) all.push_back(cache.get());
  return all;
}

void Caches::share(Time now) {
  directory_->share(now);
  for (Cache* cache : accounts()) {
    if (cache->is_shared()) cache->share(now);
  }
}

Caches::Counts Caches::counts() const {
  Counts counts{};
  counts.read = directory_->standing().read;
  counts.shared = directory_->is_shared();
  for (const Cache* cache : accounts()) {
    ++counts.accounts;
    counts.version = std::max(counts.version, cache->known().stamp.version);
  }
  const std::lock_guard lock{store_->mutex};
  counts.entries = store_->memory.entries();
  counts.bytes = store_->memory.bytes();
  counts.hits = store_->hits;
  counts.shared_hits = store_->shared_hits;
  counts.misses = store_->misses;
  counts.stale = store_->stale;
  counts.settled = store_->settled;
  return counts;
}

Time Caches::settled() const {
  const std::lock_guard lock{store_->mutex};
  return store_->settled;
}

}  // namespace callwidgets::cache
