#include "fcgi/transport/query_queue.h"

#include <algorithm>
#include <utility>

#include "fcgi/transport/finished_jobs.h"

namespace callwidgets::web {

bool QueryQueue::Task::wanted() const {
  return std::any_of(jobs.begin(), jobs.end(),
                     [](const auto& job) { return job->wanted.load(std::memory_order_relaxed); });
}

QueryQueue::Offer QueryQueue::offer(std::shared_ptr<Job> job, bool may_hold) {
  std::unique_lock lock{mutex_};
  if (const auto found = by_key_.find(job->computation.key); found != by_key_.end()) {
    Task& task = *found->second;
    if (!task.worker || Clock::now() - task.since < join_within_) {
      task.jobs.push_back(std::move(job));
      return Offer::taken;
    }
  }
  if (queue_.size() >= bound_) make_place();
  if (queue_.size() >= bound_ || ended_) return Offer::refused;
  const bool hold = may_hold && queue_.empty() && running_.empty();
  auto task = std::make_shared<Task>();
  if (!job->computation.key.empty()) by_key_[job->computation.key] = task;
  task->jobs.push_back(std::move(job));
  queue_.push_back(std::move(task));
  if (hold) return Offer::held;
  wake_one(lock);
  return Offer::taken;
}

// Clients that left must not keep others out. Nor must what is computed for them, unless it is
// nearly done anyway.
void QueryQueue::make_place() {
  constexpr std::chrono::milliseconds nearly_done{200};
  std::erase_if(queue_, [&](const auto& other) {
    if (other->wanted()) return false;
    forget(other);
    return true;
  });
  for (const auto& other : running_) {
    if (!other->wanted() && Clock::now() - other->since > nearly_done) other->worker->interrupt();
  }
}

std::size_t QueryQueue::waiting() const {
  const std::lock_guard lock{mutex_};
  return queue_.size();
}

bool QueryQueue::compute_next(Worker& worker) {
  std::unique_lock lock{mutex_};
  for (;;) {
    if (const auto task = next()) {
      compute(lock, task, worker, nullptr);
      return true;
    }
    if (ended_) return false;
    const auto self = std::make_shared<Idle>();
    idle_.push_back(self);
    self->changed.wait(lock, [&] { return self->called; });
  }
}

void QueryQueue::compute_held(Worker& worker, const FinishedJobs& caller) {
  std::unique_lock lock{mutex_};
  if (const auto task = next()) compute(lock, task, worker, &caller);
  // It may have been one too many for those that had work since.
  wake_one(lock);
}

std::shared_ptr<QueryQueue::Task> QueryQueue::next() {
  while (running_.size() < at_once_ && !queue_.empty()) {
    auto task = std::move(queue_.front());
    queue_.pop_front();
    if (task->wanted()) return task;
    forget(task);
  }
  return nullptr;
}

void QueryQueue::compute(std::unique_lock<std::mutex>& lock, const std::shared_ptr<Task>& task,
                         Worker& worker, const FinishedJobs* caller) {
  task->worker = &worker;
  task->since = Clock::now();
  const auto self = running_.insert(running_.end(), task);
  const auto leader = task->jobs.front();
  lock.unlock();
  const Response computed = worker.answer(leader->request, leader->computation);
  lock.lock();
  running_.erase(self);
  forget(task);
  for (const auto& job : task->jobs) {
    job->computed = computed;
    job->shared = job != leader;
    FinishedJobs& finished_jobs = *job->finished_jobs;
    &finished_jobs == caller ? finished_jobs.add_quietly(job) : finished_jobs.add(job);
  }
}

std::shared_ptr<QueryQueue::Idle> QueryQueue::call() {
  if (idle_.empty() || (!ended_ && (queue_.empty() || running_.size() >= at_once_))) return nullptr;
  auto last = std::move(idle_.back());
  idle_.pop_back();
  last->called = true;
  return last;
}

void QueryQueue::wake_one(std::unique_lock<std::mutex>& lock) {
  const auto idle = call();
  lock.unlock();
  if (idle) idle->changed.notify_one();
}

void QueryQueue::forget(const std::shared_ptr<Task>& task) {
  const auto found = by_key_.find(task->jobs.front()->computation.key);
  if (found != by_key_.end() && found->second == task) by_key_.erase(found);
}

void QueryQueue::end() {
  const std::lock_guard lock{mutex_};
  ended_ = true;
  queue_.clear();
  by_key_.clear();
  while (const auto idle = call()) idle->changed.notify_one();
}

}  // namespace callwidgets::web
