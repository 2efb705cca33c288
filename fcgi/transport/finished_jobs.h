#pragma once
#include <memory>
#include <mutex>
#include <vector>

#include "fcgi/transport/job.h"
#include "fcgi/transport/wakeup.h"

namespace callwidgets::web {

// Finished jobs that wait for the event loop that owns their connections. Safe to use from any
// thread.
class FinishedJobs {
 public:
  int fd() const { return wakeup_.fd(); }  // readable while a job waits
  void add(std::shared_ptr<Job> job);
  // Does not make fd() readable: the caller must soon call take_quietly() or wake().
  void add_quietly(std::shared_ptr<Job> job);
  std::vector<std::shared_ptr<Job>> take();  // takes all jobs; fd() is then not readable
  // Takes all jobs and leaves fd() as it is.
  std::vector<std::shared_ptr<Job>> take_quietly();
  void wake() noexcept { wakeup_.wake(); }  // makes fd() readable; async-signal-safe
  // Drops the waiting jobs and every job that is added later. Breaks the cycle between this object
  // and its jobs, which hold it.
  void end();

 private:
  bool keep(std::shared_ptr<Job> job);  // true if no job waited before
  Wakeup wakeup_;
  std::mutex mutex_;
  bool ended_ = false;
  std::vector<std::shared_ptr<Job>> jobs_;
};

}  // namespace callwidgets::web
