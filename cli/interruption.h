#pragma once
#include <stdexcept>
#include <string>

namespace callwidgets::admin {

// The operator, or the system, wants the program to end.
class Interrupted : public std::runtime_error {
 public:
  explicit Interrupted(int number, const std::string& text = {});
  int signal() const { return signal_; }

 private:
  int signal_;
};

// While this lives, SIGINT, SIGTERM and SIGHUP don't end the program: check() does, so that what
// was begun can be brought to an order. The second one ends it at once. A signal that the program
// was started to ignore (nohup) stays ignored. One at a time, made by the main thread, in which a
// read() that waits is interrupted.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  // Throws Interrupted once a signal has come. By any thread.
  static void check();
};

}  // namespace callwidgets::admin
