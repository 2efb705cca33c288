#pragma once
#include <csignal>
#include <mutex>

#include "fcgi/transport/wakeup.h"

namespace callwidgets::web {

// Decides which of two threads runs an event loop. The thread that runs it may leave to wait for a
// database; the other thread takes over as soon as an event arrives. If none arrives before the
// first thread comes back, the other thread is not woken. Safe to use from any thread.
class LoopHandover {
 public:
  // `epoll` is the descriptor that the loop waits on; it stays the caller's. Throws
  // std::system_error.
  explicit LoopHandover(int epoll);
  ~LoopHandover();
  LoopHandover(const LoopHandover&) = delete;
  LoopHandover& operator=(const LoopHandover&) = delete;

  // Waits until the calling thread may run the loop. Returns false after end().
  bool wait();
  // The thread that runs the loop leaves it and may come back.
  void leave() noexcept;
  // Returns true if the thread that left may go on running the loop. If it returns false, the other
  // thread has taken over: the caller must not use the loop, and may wait() for its next turn.
  bool come_back() noexcept;
  // No thread runs the loop any more; wait() and wait_for_end() return.
  void end() noexcept;
  // Waits for end(), or until the descriptor `watched` (-1: none) is readable; returns false in
  // that case. `signals` is the calling thread's signal mask during the wait.
  bool wait_for_end(const sigset_t& signals, int watched = -1) noexcept;

 private:
  enum class Runner { none, present, away, over };
  bool take_place() noexcept;  // becomes the runner if there is none; mutex_ is held
  void heed(bool events) noexcept;

  const int epoll_;
  const int outer_;  // an epoll descriptor that holds the loop's; the waiting thread waits on it
  Wakeup ended_;
  std::mutex mutex_;
  Runner runner_ = Runner::none;
};

}  // namespace callwidgets::web
