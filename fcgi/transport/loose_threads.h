#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace callwidgets::web {

// Threads that may hang in a call that cannot be interrupted. Used by one thread at a time.
class LooseThreads {
 public:
  // Starts a thread that runs `work`. `work` must not throw, and everything that it refers to must
  // outlive it, even when join() gives up. Throws std::system_error.
  void start(std::function<void()> work);

  // Waits for all threads until the time `until`. Returns false if some still run; those are
  // detached. May be called once.
  bool join(std::chrono::steady_clock::time_point until);

 private:
  struct Roll {
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t over = 0;
  };
  const std::shared_ptr<Roll> roll_ = std::make_shared<Roll>();
  std::vector<std::thread> threads_;
};

}  // namespace callwidgets::web
