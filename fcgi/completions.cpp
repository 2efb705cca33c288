#include "fcgi/completions.h"

#include <utility>

namespace callwidgets::door {

bool Completions::keep(std::shared_ptr<Job> job) {
  const std::lock_guard lock{mutex_};
  if (ended_) return false;
  jobs_.push_back(std::move(job));
  return jobs_.size() == 1;
}

void Completions::add(std::shared_ptr<Job> job) {
  if (keep(std::move(job))) wake();
}

void Completions::add_quietly(std::shared_ptr<Job> job) { keep(std::move(job)); }

std::vector<std::shared_ptr<Job>> Completions::take() {
  wakeup_.take();
  return take_quietly();
}

std::vector<std::shared_ptr<Job>> Completions::take_quietly() {
  std::vector<std::shared_ptr<Job>> jobs;
  const std::lock_guard lock{mutex_};
  jobs.swap(jobs_);
  return jobs;
}

void Completions::end() {
  {
    const std::lock_guard lock{mutex_};
    ended_ = true;
  }
  take();
}

}  // namespace callwidgets::door
