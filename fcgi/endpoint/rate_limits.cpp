#include "fcgi/endpoint/rate_limits.h"

#include <algorithm>
#include <vector>

namespace callwidgets::web {

using std::chrono::duration;
using std::chrono::duration_cast;

// All of a bucket is the moment at which it is full: each token that is taken puts that off by one
// interval. There is a token as long as it lies no further away than all of them but one take.
RateLimits::RateLimits(const settings::RateLimit& limit, std::size_t most)
    : interval_(duration_cast<Duration>(duration<double>{1 / limit.per_second})),
      allowance_(interval_ * static_cast<Duration::rep>(limit.burst - 1)),
      most_(most) {}

std::optional<std::chrono::seconds> RateLimits::refused(std::string_view caller, Time now) {
  const std::lock_guard lock{mutex_};
  auto found = full_at_.find(caller);
  if (found == full_at_.end()) {
    if (full_at_.size() >= most_) forget_some(now);
    found = full_at_.emplace(caller, now).first;
  }
  const Time full_at = std::max(found->second, now);
  if (const Duration wait = full_at - now - allowance_; wait > Duration::zero())
    return std::chrono::ceil<std::chrono::seconds>(wait);
  found->second = full_at + interval_;
  return std::nullopt;
}

std::size_t RateLimits::callers() const {
  const std::lock_guard lock{mutex_};
  return full_at_.size();
}

// Those whose bucket is full, which is what an unknown caller has; and an eighth at least, so that
// this is seldom done.
void RateLimits::forget_some(Time now) {
  std::vector<Time> times;
  times.reserve(full_at_.size());
  for (const auto& [caller, full_at] : full_at_) times.push_back(full_at);
  if (times.empty()) return;
  const auto eighth = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 8);
  std::nth_element(times.begin(), eighth, times.end());
  const Time last = std::max(now, *eighth);
  std::erase_if(full_at_, [&](const auto& entry) { return entry.second <= last; });
}

}  // namespace callwidgets::web
