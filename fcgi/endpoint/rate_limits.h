#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "settings/rate_limit.h"

namespace callwidgets::web {

// How much of a rate limit each caller has used, in this process: a bucket of tokens for each that
// fills again by itself. Safe to use from any thread.
class RateLimits {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Of more callers than `most` those are forgotten who have used least of the limit.
  explicit RateLimits(const settings::RateLimit& limit, std::size_t most = 100'000);

  // Takes a token for one request: nothing where there was one, else after how many seconds there
  // is one again. `caller` is told by his bytes.
  std::optional<std::chrono::seconds> refused(std::string_view caller, Time now);

  std::size_t callers() const;  // that are kept

 private:
  using Duration = Time::duration;
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  void forget_some(Time now);

  const Duration interval_;   // in which a bucket gets one token
  const Duration allowance_;  // in which one gets full that has just one token
  const std::size_t most_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Time, Hash, std::equal_to<>> full_at_;  // by caller
};

}  // namespace callwidgets::web
