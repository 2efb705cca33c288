#include "fcgi/transport/finished_jobs.h"

#include <utility>

namespace callwidgets::web {

bool FinishedJobs::keep(std::shared_ptr<Job> job) {
  const std::lock_guard lock{mutex_};
  if (ended_) return false;
  jobs_.push_back(std::move(job));
  return jobs_.size() == 1;
}

void FinishedJobs::add(std::shared_ptr<Job> job) {
  if (keep(std::move(job))) wake();
}

void FinishedJobs::add_quietly(std::shared_ptr<Job> job) { keep(std::move(job)); }

std::vector<std::shared_ptr<Job>> FinishedJobs::take() {
  wakeup_.take();
  return take_quietly();
}

std::vector<std::shared_ptr<Job>> FinishedJobs::take_quietly() {
  std::vector<std::shared_ptr<Job>> jobs;
  const std::lock_guard lock{mutex_};
  jobs.swap(jobs_);
  return jobs;
}

void FinishedJobs::end() {
  {
    const std::lock_guard lock{mutex_};
    ended_ = true;
  }
  take();
}

}  // namespace callwidgets::web
