#pragma once
#include <csignal>

namespace callwidgets::web {

// Blocks all signals in the calling thread, except those that a fault raises, until it is
// destroyed. Threads that are started meanwhile inherit the mask.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT})
      sigdelset(&all, fault);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

  // The mask before.
  const sigset_t& before() const { return before_; }

 private:
  sigset_t before_;
};

}  // namespace callwidgets::web
