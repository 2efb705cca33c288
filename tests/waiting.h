// Waiting for something that others bring about.
#pragma once

#include <chrono>
#include <thread>

namespace callwidgets::test {

// Whether `condition` becomes true within that time; it is tried at least once.
template <class Condition>
bool eventually(Condition condition, std::chrono::milliseconds within = std::chrono::seconds{5},
                std::chrono::milliseconds pause = std::chrono::milliseconds{1}) {
  for (const auto until = std::chrono::steady_clock::now() + within;
       std::chrono::steady_clock::now() < until;) {
    if (condition()) return true;
    std::this_thread::sleep_for(pause);
  }
  return condition();
}

class Stopwatch {
 public:
  std::chrono::milliseconds elapsed() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 start_);
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace callwidgets::test
