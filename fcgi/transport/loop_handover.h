#pragma once
#include <csignal>
#include <mutex>

#include "fcgi/transport/wakeup.h"

namespace callwidgets::web {

// Whose turn it is to run an event loop. Two threads share one, so that who runs it may go and wait
// for a database: the other one takes over as soon as something happens meanwhile. To go and come
// back with nothing happening wakes nobody. Safe from any thread.
class LoopHandover {
 public:
  // `epoll` is what the loop waits on. Throws std::system_error.
  explicit LoopHandover(int epoll);
  ~LoopHandover();
  LoopHandover(const LoopHandover&) = delete;
  LoopHandover& operator=(const LoopHandover&) = delete;

  // Until it is the caller's turn. False: there will be none any more.
  bool wait();
  // Whose turn it is goes, but for some moments perhaps.
  void leave() noexcept;
  // Still, or again, the caller's turn? If not it must leave the loop alone, and may wait().
  bool come_back() noexcept;
  void end() noexcept;
  // Until end(), or until `watched` (a descriptor; -1: none) is readable: false. `signals` is the
  // thread's mask meanwhile.
  bool wait_for_end(const sigset_t& signals, int watched = -1) noexcept;

 private:
  enum class Runner { none, present, away, over };
  bool take_place() noexcept;  // for who finds it free; mutex_ is held
  void heed(bool events) noexcept;

  const int epoll_;
  const int outer_;  // another epoll around the loop's, where who has no turn waits
  Wakeup ended_;
  std::mutex mutex_;
  Runner runner_ = Runner::none;
};

}  // namespace callwidgets::web
