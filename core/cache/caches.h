#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

#include "cache/cache.h"

namespace callwidgets::cache {

// The caches of all accounts that were asked about, made when they are first needed. They live as
// long as this. Safe to use from any thread.
class Caches {
 public:
  struct Limits {
    std::size_t bytes;               // in memory, of all accounts together
    std::chrono::seconds stale_for;  // how long answers are given that may be wrong by now
  };
  // Opens the tier that processes share for an account; null where there is none. At most so many
  // accounts of a process have one: each takes a file descriptor.
  using OpenShared = std::function<std::unique_ptr<Shared>(std::int64_t account)>;
  static constexpr std::size_t most_shared = 200;

  Caches(const Limits& limits, OpenShared open_shared);

  // What is known of those who may ask, as a cache of its own: the account 0. Its served() says
  // which account is answered from where a caller has none; its answers are credentials.
  Cache& directory() { return *directory_; }

  Cache& of(std::int64_t account);
  Cache* find(std::int64_t account) const;  // null where it was not asked about yet
  std::vector<Cache*> accounts() const;     // all but the directory
  void share(Time now);                     // of each, as Cache::share()

  struct Counts {
    std::size_t accounts;
    std::size_t entries, bytes;                      // in memory
    std::uint64_t hits, shared_hits, misses, stale;  // since the start
    std::int64_t version;                            // the newest of any account
    Time read;                                       // when the feed was read last
    Time settled;                                    // the last account keeps answers from then on
    bool shared;
  };
  Counts counts() const;
  Time settled() const;  // as counts() has it

 private:
  std::unique_ptr<Cache> made(std::int64_t account);

  const Limits limits_;
  const OpenShared open_shared_;
  const std::shared_ptr<Store> store_;
  std::size_t shared_ = 0;
  const std::unique_ptr<Cache> directory_;
  mutable std::shared_mutex mutex_;  // of what follows
  std::unordered_map<std::int64_t, std::unique_ptr<Cache>> accounts_;
};

}  // namespace callwidgets::cache
