#include "database/wire.h"

#include <sys/socket.h>

namespace callwidgets::database {

void Wire::attach(int socket) {
  const std::lock_guard lock{mutex_};
  socket_ = socket;
}

void Wire::detach() { attach(-1); }

void Wire::cut() {
  const std::lock_guard lock{mutex_};
  if (socket_ >= 0) shutdown(socket_, SHUT_RDWR);
}

}  // namespace callwidgets::database
