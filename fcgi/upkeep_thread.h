#pragma once
#include <atomic>
#include <chrono>
#include <memory>

#include "fcgi/endpoint/reloadable.h"
#include "fcgi/transport/loose_threads.h"
#include "fcgi/transport/wakeup.h"

namespace callwidgets::web {

// Reads the settings again and reopens the access log, on a thread of its own: files may be slow,
// and the end of the process must not wait for them.
class UpkeepThread {
 public:
  // `handler` must outlive the thread. Throws std::system_error.
  explicit UpkeepThread(Reloadable& handler);

  ~UpkeepThread();  // ends it, where end() did not; waits for what it is doing
  UpkeepThread(const UpkeepThread&) = delete;
  UpkeepThread& operator=(const UpkeepThread&) = delete;

  // Has those signal_requests done that this thread is for, soon. One thread at a time.
  void ask(unsigned requests) noexcept;

  // Ends the thread. False: it is still busy after `limit`, and goes on using `handler`. Once.
  bool end(std::chrono::milliseconds limit);

 private:
  struct Orders {
    Wakeup wakeup;
    std::atomic<unsigned> requests{0};
    std::atomic<bool> ending{false};
  };
  const std::shared_ptr<Orders> orders_ = std::make_shared<Orders>();
  LooseThreads threads_;
};

}  // namespace callwidgets::web
