#include "fcgi/transport/loose_threads.h"

#include <utility>

namespace callwidgets::web {

void LooseThreads::start(std::function<void()> work) {
  threads_.emplace_back([roll = roll_, work = std::move(work)]() mutable {
    work();
    work = nullptr;  // what it held goes before anybody counts on that
    const std::lock_guard lock{roll->mutex};
    ++roll->over;
    roll->changed.notify_all();
  });
}

bool LooseThreads::join(std::chrono::steady_clock::time_point until) {
  bool all;
  {
    std::unique_lock lock{roll_->mutex};
    all = roll_->changed.wait_until(lock, until, [&] { return roll_->over == threads_.size(); });
  }
  for (auto& thread : threads_) all ? thread.join() : thread.detach();
  return all;
}

}  // namespace callwidgets::web
