#pragma once
#include <csignal>

namespace callwidgets::door {

// Blocks all signals but those that a fault raises, until destroyed. Threads started meanwhile
// inherit that.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigfillset(&all_);
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT})
      sigdelset(&all_, fault);
    pthread_sigmask(SIG_SETMASK, &all_, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

  const sigset_t& all() const { return all_; }
  const sigset_t& before() const { return before_; }

 private:
  sigset_t all_, before_;
};

}  // namespace callwidgets::door
