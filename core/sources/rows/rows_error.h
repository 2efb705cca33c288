#pragma once
#include <stdexcept>

namespace callwidgets::sources {

// Rows can't be read: the message names the file or table, what was found and what is allowed. It
// never holds a password.
struct RowsError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace callwidgets::sources
