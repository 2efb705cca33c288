#pragma once
#include <chrono>
#include <optional>
#include <string>

namespace callwidgets::web {

// Tells the log once that the cache keeps no answers for a while, and once that it keeps them
// again. Used by one thread.
class SettlingNotice {
 public:
  using Time = std::chrono::steady_clock::time_point;
  // `settled` is when the cache begins to keep answers. Gives the line to log, if one is due.
  std::optional<std::string> at(Time settled, Time now);

 private:
  bool told_ = false;
};

}  // namespace callwidgets::web
