#include "database/nonce.h"

#include <random>

namespace callwidgets::database {

std::int64_t new_nonce() {
  thread_local std::random_device device;
  return static_cast<std::int64_t>(((std::uint64_t{device()} << 32) | device()) >> 1);
}

}  // namespace callwidgets::database
