#pragma once
#include <memory>
#include <mutex>
#include <vector>

#include "fcgi/transport/job.h"
#include "fcgi/transport/wakeup.h"

namespace callwidgets::web {

// Where finished jobs wait for the event loop whose connections they belong to. Safe from any
// thread.
class FinishedJobs {
 public:
  int fd() const { return wakeup_.fd(); }  // readable while something waits
  void add(std::shared_ptr<Job> job);
  // Leaves fd() as it is: the caller takes it itself, or calls wake(), soon.
  void add_quietly(std::shared_ptr<Job> job);
  std::vector<std::shared_ptr<Job>> take();  // and fd() is readable no longer
  // Of those that were added quietly, and what waits besides; fd() stays as it is.
  std::vector<std::shared_ptr<Job>> take_quietly();
  void wake() noexcept { wakeup_.wake(); }  // makes fd() readable; async-signal-safe
  void end();  // forgets what waits, and what is added later: each job holds this, too

 private:
  bool keep(std::shared_ptr<Job> job);  // true: nothing waited before
  Wakeup wakeup_;
  std::mutex mutex_;
  bool ended_ = false;
  std::vector<std::shared_ptr<Job>> jobs_;
};

}  // namespace callwidgets::web
