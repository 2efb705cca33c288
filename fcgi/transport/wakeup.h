#pragma once

namespace callwidgets::web {

// Lets one thread wait until another thread or a signal handler wakes it.
class Wakeup {
 public:
  Wakeup();  // throws std::system_error
  ~Wakeup();
  Wakeup(const Wakeup&) = delete;
  Wakeup& operator=(const Wakeup&) = delete;

  int fd() const { return fd_; }  // readable after wake(), until take()
  void wake() noexcept;           // async-signal-safe; safe to call from any thread
  void take() noexcept;
  void wait() noexcept;  // waits for wake(), then does what take() does

 private:
  int fd_;
};

}  // namespace callwidgets::web
