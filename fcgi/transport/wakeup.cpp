#include "fcgi/transport/wakeup.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace callwidgets::web {

Wakeup::Wakeup() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Wakeup::~Wakeup() { close(fd_); }

void Wakeup::wake() noexcept {
  const int before = errno;
  const std::uint64_t one = 1;
  // It can only fail when the counter is full: then it is readable already.
  [[maybe_unused]] const auto written = write(fd_, &one, sizeof one);
  errno = before;
}

void Wakeup::take() noexcept {
  std::uint64_t count;
  [[maybe_unused]] const auto got = read(fd_, &count, sizeof count);
}

void Wakeup::wait() noexcept {
  pollfd woken{fd_, POLLIN, 0};
  while (poll(&woken, 1, -1) < 0 && errno == EINTR) continue;
  take();
}

}  // namespace callwidgets::web
