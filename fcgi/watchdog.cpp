#include "fcgi/watchdog.h"

#include <algorithm>

#include "fcgi/signals_blocked.h"

namespace callwidgets::door {
namespace {

// A source may open another connection between two interruptions.
constexpr std::chrono::milliseconds again{100};

}  // namespace

Watchdog::Watchdog() {
  const SignalsBlocked signals;
  thread_ = std::thread{[this] { run(); }};
}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock{mutex_};
    ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Watchdog::run() {
  std::unique_lock lock{mutex_};
  while (!ending_) {
    const auto now = Clock::now();
    auto next = Clock::time_point::max();
    for (Watched& watched : watched_) {
      if (watched.until <= now) {
        watched.source->interrupt();
        watched.until = now + again;
      }
      next = std::min(next, watched.until);
    }
    if (next == Clock::time_point::max()) {
      changed_.wait(lock);
    } else {
      changed_.wait_until(lock, next);
    }
  }
}

Watchdog::Watch::Watch(Watchdog& dog, Source& source, std::chrono::milliseconds limit) : dog_(dog) {
  const auto until = Clock::now() + limit;
  bool sooner;
  {
    const std::lock_guard lock{dog_.mutex_};
    sooner = std::all_of(dog_.watched_.begin(), dog_.watched_.end(),
                         [&](const Watched& other) { return until < other.until; });
    dog_.watched_.push_back({&source, until});
    self_ = std::prev(dog_.watched_.end());
  }
  if (sooner) dog_.changed_.notify_one();
}

Watchdog::Watch::~Watch() {
  const std::lock_guard lock{dog_.mutex_};
  dog_.watched_.erase(self_);
}

}  // namespace callwidgets::door
