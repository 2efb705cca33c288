#pragma once
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "calls/call.h"
#include "figures/upkeep/erased_calls.h"

namespace callwidgets::figures {

// A batch without what was erased of it: calls that are gone are left out, those that stayed as
// nobody's have no caller. A deletion stays what it is.
class UnerasedCalls {
 public:
  // What `calls` points at outlives this.
  UnerasedCalls(std::span<const calls::Call* const> calls, const ErasedIds& erased);

  bool any_erased() const { return any_erased_; }
  // Meant to be used where any are erased; points into this and into what the batch points at.
  const std::vector<const calls::Call*>& calls() const { return calls_; }
  std::int64_t left_out() const { return left_out_; }

 private:
  const bool any_erased_;
  std::vector<const calls::Call*> calls_;
  std::deque<calls::Call> without_caller_;
  std::int64_t left_out_ = 0;
};

}  // namespace callwidgets::figures
