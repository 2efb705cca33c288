#include "database/wire.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "database/error.h"

namespace callwidgets::database {

Wire::~Wire() { detach(); }

// A driver closes its socket itself when it finds the connection broken, while nobody else knows
// yet; by then its number may be a client's.
void Wire::attach(int socket) {
  const int own = fcntl(socket, F_DUPFD_CLOEXEC, 0);
  if (own < 0) {
    throw Error(Error::Kind::unavailable, 0,
                "cannot duplicate a database connection's descriptor: " +
                    std::generic_category().message(errno));
  }
  take(own, {});
}

void Wire::attach(std::function<void()> end) { take(-1, std::move(end)); }

void Wire::detach() { take(-1, {}); }

void Wire::cut() {
  const std::lock_guard lock{mutex_};
  if (socket_ >= 0) shutdown(socket_, SHUT_RDWR);
  if (end_) end_();
}

void Wire::take(int socket, std::function<void()> end) {
  const std::lock_guard lock{mutex_};
  if (socket_ >= 0) close(socket_);
  socket_ = socket;
  end_ = std::move(end);
}

}  // namespace callwidgets::database
