#include "trap.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

namespace callwidgets::test {

Trap::Trap() : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const place = reinterpret_cast<sockaddr*>(&address);
  if (fd_ < 0 || bind(fd_, place, size) != 0 || listen(fd_, 64) != 0 ||
      getsockname(fd_, place, &size) != 0) {
    if (fd_ >= 0) close(fd_);
    throw std::runtime_error("no port to listen on");
  }
  port_ = ntohs(address.sin_port);
}

Trap::~Trap() { close(fd_); }

int Trap::connections() const {
  for (int one; (one = accept(fd_, nullptr, nullptr)) >= 0; ++count_) close(one);
  if (errno != EAGAIN) throw std::runtime_error("the trap can't accept");
  return count_;
}

}  // namespace callwidgets::test
