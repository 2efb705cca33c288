#pragma once
#include <cstdint>
#include <optional>

namespace callwidgets::figures {

// Whose calls are counted: all of an account's, or one customer's (by the account's own number for
// it).
struct Scope {
  std::int64_t account;
  std::optional<std::int64_t> customer;
};

}  // namespace callwidgets::figures
