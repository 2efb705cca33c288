#pragma once
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

#include "fcgi/endpoint/source.h"

namespace callwidgets::web {

// Ends what sources wait for too long: no driver does that by itself. Safe from any thread.
class Watchdog {
  using Clock = std::chrono::steady_clock;
  struct Watched {
    Source* source;
    Clock::time_point until;
  };

 public:
  Watchdog();  // starts its thread
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  // While it lives, the source is interrupted once `limit` is over, again and again.
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
  Clock::time_point wakes_ = Clock::time_point::max();  // the thread, by itself
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace callwidgets::web
