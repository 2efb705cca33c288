#pragma once
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

#include "fcgi/endpoint/source.h"

namespace callwidgets::web {

// Interrupts sources that wait too long for a database, because drivers have no time limit of their
// own. Safe to use from any thread. Must outlive its watches.
class Watchdog {
  using Clock = std::chrono::steady_clock;
  struct Watched {
    Source* source;
    Clock::time_point until;
  };

 public:
  Watchdog();  // starts a thread
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  // From `limit` after its construction until its destruction, the source is interrupted every
  // tenth of a second. The source must outlive it.
  class Watch {
   public:
    Watch(Watchdog& dog, Source& source, std::chrono::milliseconds limit);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

   private:
    Watchdog& dog_;
    std::list<Watched>::iterator self_;
  };

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Watched> watched_;
  Clock::time_point wakes_ = Clock::time_point::max();  // when the thread looks again
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace callwidgets::web
