#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "fcgi/transport/handler.h"
#include "fcgi/transport/job.h"

namespace callwidgets::web {

// A bounded queue of computations, and those that are running now. Jobs with the same computation
// share one place in the queue and one worker. Safe to use from any thread.
class QueryQueue {
 public:
  // At most `bound` computations wait and at most `at_once` run. An equal job joins a running
  // computation that began less than `join_within` ago.
  QueryQueue(std::size_t bound, std::size_t at_once, std::chrono::milliseconds join_within)
      : bound_(bound), at_once_(at_once), join_within_(join_within) {}

  enum class Offer {
    taken,
    held,     // no worker is woken: the caller must soon call compute_held()
    refused,  // the queue is full
  };
  // Queues the job, or joins it to an equal computation. It is held only if `may_hold` is true and
  // nothing else waits or runs.
  Offer offer(std::shared_ptr<Job> job, bool may_hold);
  std::size_t waiting() const;  // computations that wait for a worker

  // Waits for a computation and runs it with `worker`. Returns false after end().
  bool compute_next(Worker& worker);
  // Runs the held computation, unless another worker has taken it. Jobs that belong to `caller` are
  // added to it quietly (FinishedJobs::add_quietly).
  void compute_held(Worker& worker, const FinishedJobs& caller);

  // Drops what waits and accepts nothing more. Running computations finish; idle workers return.
  void end();

 private:
  using Clock = std::chrono::steady_clock;
  struct Task {
    std::vector<std::shared_ptr<Job>> jobs;  // the first one leads
    Worker* worker = nullptr;                // the worker that runs it; null while it waits
    Clock::time_point since{};               // when it began to run
    bool wanted() const;
  };

  // A thread without work. Of several, the one that worked last is called, because its data and
  // those of its database session are still in the processor's caches.
  struct Idle {
    std::condition_variable changed;
    bool called = false;
  };

  // mutex_ is held in all of these, except while compute() runs the worker.
  std::shared_ptr<Task> next();  // the first one that is still wanted; null if none can begin
  void compute(std::unique_lock<std::mutex>& lock, const std::shared_ptr<Task>& task,
               Worker& worker, const FinishedJobs* caller);
  void make_place();
  // Chooses an idle thread, which the caller notifies; null if there is none or nothing to do.
  std::shared_ptr<Idle> call();
  void wake_one(std::unique_lock<std::mutex>& lock);  // calls one, and unlocks
  void forget(const std::shared_ptr<Task>& task);

  const std::size_t bound_, at_once_;
  const std::chrono::milliseconds join_within_;
  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<Idle>> idle_;  // the last one is called next
  std::deque<std::shared_ptr<Task>> queue_;
  std::unordered_map<std::string, std::shared_ptr<Task>> by_key_;  // waiting and running ones
  std::list<std::shared_ptr<Task>> running_;
  bool ended_ = false;
};

}  // namespace callwidgets::web
