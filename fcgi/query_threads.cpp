#include "fcgi/query_threads.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace callwidgets::door {

void Completions::add(std::shared_ptr<Job> job) {
  bool first;
  {
    const std::lock_guard lock{mutex_};
    if (ended_) return;
    first = jobs_.empty();
    jobs_.push_back(std::move(job));
  }
  if (first) wake();
}

std::vector<std::shared_ptr<Job>> Completions::take() {
  wakeup_.take();
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

void QueryThreads::start(int threads) {
  try {
    for (int i = 0; i < threads; ++i) threads_.emplace_back(run, state_, std::ref(handler_));
  } catch (...) {
    end(std::chrono::steady_clock::time_point::max());
    throw;
  }
}

void QueryThreads::run(std::shared_ptr<State> state, Handler& handler) {
  {
    const auto worker = handler.worker();
    const auto idle = std::make_shared<Idle>();
    std::unique_lock lock{state->mutex};
    for (;;) {
      while (state->queue.empty() && !state->ending) {
        idle->called = false;
        state->idle.push_back(idle);
        idle->changed.wait(lock, [&] { return idle->called; });
      }
      if (state->queue.empty()) break;
      const auto task = std::move(state->queue.front());
      state->queue.pop_front();
      if (!task->wanted()) {
        forget(*state, task);
        continue;
      }
      task->worker = worker.get();
      task->since = Clock::now();
      const auto self = state->running.insert(state->running.end(), task);
      const auto leader = task->jobs.front();
      lock.unlock();
      const Response computed = worker->answer(leader->request);
      lock.lock();
      state->running.erase(self);
      forget(*state, task);
      for (const auto& job : task->jobs) {
        job->computed = computed;
        job->shared = job != leader;
        job->completions->add(job);
      }
    }
  }
  const std::lock_guard lock{state->mutex};
  ++state->over;
  state->ended.notify_all();
}

std::shared_ptr<QueryThreads::Idle> QueryThreads::call(State& state) {
  if (state.idle.empty()) return nullptr;
  auto last = std::move(state.idle.back());
  state.idle.pop_back();
  last->called = true;
  return last;
}

bool QueryThreads::Task::wanted() const {
  return std::any_of(jobs.begin(), jobs.end(),
                     [](const auto& job) { return job->wanted.load(std::memory_order_relaxed); });
}

void QueryThreads::forget(State& state, const std::shared_ptr<Task>& task) {
  const auto found = state.by_key.find(task->jobs.front()->computation);
  if (found != state.by_key.end() && found->second == task) state.by_key.erase(found);
}

bool QueryThreads::offer(std::shared_ptr<Job> job) {
  constexpr std::chrono::seconds too_old{1};
  constexpr std::chrono::milliseconds nearly_done{200};
  std::shared_ptr<Idle> idle;
  {
    const std::lock_guard lock{state_->mutex};
    auto& queue = state_->queue;
    auto& by_key = state_->by_key;
    if (const auto found = by_key.find(job->computation); found != by_key.end()) {
      Task& task = *found->second;
      if (!task.worker || Clock::now() - task.since < too_old) {
        task.jobs.push_back(std::move(job));
        return true;
      }
    }
    if (queue.size() >= bound_) {
      // Clients that left must not keep others out.
      std::erase_if(queue, [&](const auto& other) {
        if (other->wanted()) return false;
        forget(*state_, other);
        return true;
      });
      // Nor what is computed for them, unless it is nearly done anyway.
      for (const auto& other : state_->running) {
        if (!other->wanted() && Clock::now() - other->since > nearly_done) {
          other->worker->interrupt();
        }
      }
      if (queue.size() >= bound_) return false;
    }
    auto task = std::make_shared<Task>();
    if (!job->computation.empty()) by_key[job->computation] = task;
    task->jobs.push_back(std::move(job));
    queue.push_back(std::move(task));
    idle = call(*state_);
  }
  if (idle) idle->changed.notify_one();
  return true;
}

std::size_t QueryThreads::waiting() const {
  const std::lock_guard lock{state_->mutex};
  return state_->queue.size();
}

bool QueryThreads::end(std::chrono::steady_clock::time_point until) {
  std::unique_lock lock{state_->mutex};
  state_->ending = true;
  state_->queue.clear();
  state_->by_key.clear();
  while (const auto idle = call(*state_)) idle->changed.notify_one();
  const bool all =
      state_->ended.wait_until(lock, until, [&] { return state_->over == threads_.size(); });
  lock.unlock();
  for (auto& thread : threads_) all ? thread.join() : thread.detach();
  return all;
}

}  // namespace callwidgets::door
