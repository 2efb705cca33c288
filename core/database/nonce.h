#pragma once
#include <cstdint>

namespace callwidgets::database {

// A random number of 63 bits for a version of stored data: it tells the version from the same
// number of another history, as after the restore of a backup. Safe to use from any thread.
std::int64_t new_nonce();

}  // namespace callwidgets::database
