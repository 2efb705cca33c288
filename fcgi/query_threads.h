#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "fcgi/handler.h"
#include "fcgi/wakeup.h"

namespace callwidgets::door {

struct Connection;
struct Job;

// Where finished jobs wait for the event thread whose connections they belong to. Safe from any
// thread.
class Completions {
 public:
  int fd() const { return wakeup_.fd(); }  // readable while something waits
  void add(std::shared_ptr<Job> job);
  std::vector<std::shared_ptr<Job>> take();
  void wake() noexcept { wakeup_.wake(); }  // makes fd() readable; async-signal-safe
  void end();  // forgets what waits, and what is added later: each job holds this, too

 private:
  Wakeup wakeup_;
  std::mutex mutex_;
  bool ended_ = false;
  std::vector<std::shared_ptr<Job>> jobs_;
};

// One request on its way through the query threads.
struct Job {
  Request request;
  std::string computation;                      // its key; empty: no other's
  Response computed;                            // once it is in `completions`
  bool shared = false;                          // computed for another one
  std::chrono::steady_clock::time_point begun;  // when the request was there
  std::shared_ptr<Completions> completions;
  Connection* connection = nullptr;  // the event thread's; good while `wanted`
  std::atomic<bool> wanted{true};    // cleared by the event thread when nobody waits any more
};

// The threads that may wait for the database, each with a Worker of its own, behind one bounded
// queue. Jobs of the same computation take one place in it, and one worker.
class QueryThreads {
 public:
  QueryThreads(Handler& handler, std::size_t bound) : handler_(handler), bound_(bound) {}

  void start(int threads);  // throws std::system_error

  // False: the queue is full. Safe from any thread. A computation that began a second ago or more
  // is not joined any more: what it reads is as old.
  bool offer(std::shared_ptr<Job> job);
  std::size_t waiting() const;

  // Takes no more, lets running jobs end, and joins. False when some run on after `until`: those
  // threads are left to themselves, and still use the Handler. Once after start().
  bool end(std::chrono::steady_clock::time_point until);

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

  // Shared with the threads, so that one that is left behind finds it.
  struct State {
    std::mutex mutex;
    std::condition_variable ended;
    std::vector<std::shared_ptr<Idle>> idle;  // the one called next is the last
    std::deque<std::shared_ptr<Task>> queue;
    std::unordered_map<std::string, std::shared_ptr<Task>> by_key;  // waiting and running ones
    std::list<std::shared_ptr<Task>> running;
    bool ending = false;
    std::size_t over = 0;  // threads that have ended
  };
  static void run(std::shared_ptr<State> state, Handler& handler);
  // Gives an idle thread, to be notified, something to do; null where there is none.
  static std::shared_ptr<Idle> call(State& state);
  static void forget(State& state, const std::shared_ptr<Task>& task);

  Handler& handler_;
  const std::size_t bound_;
  const std::shared_ptr<State> state_ = std::make_shared<State>();
  std::vector<std::thread> threads_;
};

}  // namespace callwidgets::door
