#include "fcgi/endpoint/watchdog.h"

#include <algorithm>

#include "fcgi/transport/signals_blocked.h"

namespace callwidgets::web {
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
    wakes_ = Clock::time_point::max();
    for (Watched& watched : watched_) {
      if (watched.until <= now) {
        watched.source->interrupt();
        watched.until = now + again;
      }
      wakes_ = std::min(wakes_, watched.until);
    }
    if (wakes_ == Clock::time_point::max()) {
      changed_.wait(lock);
    } else {
      changed_.wait_until(lock, wakes_);
    }
  }
}

Watchdog::Watch::Watch(Watchdog& dog, Source& source, std::chrono::milliseconds limit) : dog_(dog) {
  const auto until = Clock::now() + limit;
  bool sooner;
  {
    const std::lock_guard lock{dog_.mutex_};
    // Mostly not, for it sleeps up to the end of a watch that is over already.
    sooner = until < dog_.wakes_;
    dog_.watched_.push_back({&source, until});
    self_ = std::prev(dog_.watched_.end());
  }
  if (sooner) dog_.changed_.notify_one();
}

Watchdog::Watch::~Watch() {
  const std::lock_guard lock{dog_.mutex_};
  dog_.watched_.erase(self_);
}

}  // namespace callwidgets::web
