#include "fcgi/endpoint/former_endpoints.h"

#include "fcgi/transport/signals_blocked.h"

namespace callwidgets::web {

FormerEndpoints::FormerEndpoints() {
  const SignalsBlocked signals;
  thread_ = std::thread{[this] { run(); }};
}

FormerEndpoints::~FormerEndpoints() {
  {
    const std::lock_guard lock{mutex_};
    ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void FormerEndpoints::add(std::unique_ptr<Endpoint> endpoint) {
  {
    const std::lock_guard lock{mutex_};
    endpoints_.push_back(std::move(endpoint));
  }
  changed_.notify_one();
}

void FormerEndpoints::run() {
  std::unique_lock lock{mutex_};
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || !endpoints_.empty(); });
    if (endpoints_.empty()) return;
    auto endpoints = std::move(endpoints_);
    endpoints_.clear();
    lock.unlock();
    endpoints.clear();
    lock.lock();
  }
}

}  // namespace callwidgets::web
