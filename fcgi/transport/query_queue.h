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

// The bounded queue of what has to be computed, and what is being computed, so much `at_once`. Jobs
// of the same computation take one place in it, and one worker. Safe from any thread.
class QueryQueue {
 public:
  QueryQueue(std::size_t bound, std::size_t at_once, std::chrono::milliseconds join_within)
      : bound_(bound), at_once_(at_once), join_within_(join_within) {}

  enum class Offer {
    taken,
    held,     // nobody is told of it: the caller calls compute_held() soon
    refused,  // the queue is full
  };
  // A computation that began `join_within` ago is not joined any more: what it reads is as old.
  // It is held only where `may_hold`, and where nothing else is to be computed.
  Offer offer(std::shared_ptr<Job> job, bool may_hold);
  std::size_t waiting() const;

  // Waits for a computation and makes it, until end(): then false.
  bool compute_next(Worker& worker);
  // Makes one that was held, where it is still there. The jobs of `caller` are added to it quietly.
  void compute_held(Worker& worker, const FinishedJobs& caller);

  // What waits is forgotten, and nothing more is taken.
  void end();

 private:
  using Clock = std::chrono::steady_clock;
  struct Task {
    std::vector<std::shared_ptr<Job>> jobs;  // the first one leads
    Worker* worker = nullptr;                // that runs it; null: it waits still
    Clock::time_point since{};               // of running
    bool wanted() const;
  };

  // A thread without work. Of several the one that worked last is called: what it has, and what its
  // database session has, lies in the caches still.
  struct Idle {
    std::condition_variable changed;
    bool called = false;
  };

  // All with mutex_ held, but for the computing itself.
  std::shared_ptr<Task> next();  // the first that somebody wants still; null: nothing can begin
  void compute(std::unique_lock<std::mutex>& lock, const std::shared_ptr<Task>& task,
               Worker& worker, const FinishedJobs* caller);
  void make_place();
  // An idle thread, to be notified; null where there is none, or nothing for it to do.
  std::shared_ptr<Idle> call();
  void wake_one(std::unique_lock<std::mutex>& lock);  // calls one, and unlocks
  void forget(const std::shared_ptr<Task>& task);

  const std::size_t bound_, at_once_;
  const std::chrono::milliseconds join_within_;
  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<Idle>> idle_;  // the one called next is the last
  std::deque<std::shared_ptr<Task>> queue_;
  std::unordered_map<std::string, std::shared_ptr<Task>> by_key_;  // waiting and running ones
  std::list<std::shared_ptr<Task>> running_;
  bool ended_ = false;
};

}  // namespace callwidgets::web
