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

// Threads that may get stuck in something that can't be ended. Not safe from several threads.
class LooseThreads {
 public:
  // `work` must not throw, nor refer to what may go before it has ended. Throws std::system_error.
  void start(std::function<void()> work);

  // Joins them. False when some run on after `until`: those are left to themselves. Once.
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
