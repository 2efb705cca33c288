#pragma once
#include <cstdint>
#include <exception>

namespace callwidgets::figures {

// A state of an account's figures. Each statement that reads them is a snapshot of its own and says
// which version and nonce it saw: those that saw the same are as good as one snapshot.
struct State {
  std::int64_t version = 0;     // the account's
  std::int64_t nonce = 0;       // that version's in the ledger; 0 before the first
  std::int64_t generation = 0;  // that answers; 0: none does

  bool operator==(const State&) const = default;
};

// Statements saw several states, or one that didn't come from that which was known beforehand: what
// was read is worth nothing. In a transaction that is a snapshot this doesn't happen.
class StateChanged : public std::exception {
 public:
  const char* what() const noexcept override { return "the figures changed meanwhile"; }
};

}  // namespace callwidgets::figures
