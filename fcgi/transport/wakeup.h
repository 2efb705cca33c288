#pragma once

namespace callwidgets::web {

// Something that a thread waits for, and another one, or a signal's handler, brings about.
class Wakeup {
 public:
  Wakeup();  // throws std::system_error
  ~Wakeup();
  Wakeup(const Wakeup&) = delete;
  Wakeup& operator=(const Wakeup&) = delete;

  int fd() const { return fd_; }  // readable from wake() on, until take()
  void wake() noexcept;           // async-signal-safe, any thread
  void take() noexcept;
  void wait() noexcept;  // until wake(), and takes it

 private:
  int fd_;
};

}  // namespace callwidgets::web
