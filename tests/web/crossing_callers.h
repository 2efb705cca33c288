// Two hundred who ask at the same time, and when the operator took their leave away.
#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <string>

#include "identities.h"

namespace callwidgets::test {

class CrossingCallers {
 public:
  using Clock = std::chrono::steady_clock;

  struct Caller {
    Identity identity;
    View view;
    std::string kind, id;  // as the operator names it: login, token or key
    std::atomic<Clock::time_point> leaves{Clock::time_point::max()};  // the command begins
    std::atomic<Clock::time_point> left{Clock::time_point::max()};    // it has returned
  };

  // Logins, tokens and keys of the accounts `one` and `two`, which see all, one customer or two.
  explicit CrossingCallers(const Site& admin);

  std::deque<Caller>& all() { return all_; }

  // Removes a login, or revokes a token or key, that is still good.
  void take_leave(Caller& caller) const;

 private:
  const Site& admin_;
  std::deque<Caller> all_;
};

}  // namespace callwidgets::test
