#include "fcgi/transport/loop_handover.h"

#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>

namespace callwidgets::web {
namespace {

// The loop's deadlines are nobody's while its runner is away and nothing happens: so often somebody
// looks.
constexpr std::chrono::milliseconds longest_absence{500};

int outer_epoll() {
  const int fd = epoll_create1(EPOLL_CLOEXEC);
  if (fd < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  return fd;
}

}  // namespace

LoopHandover::LoopHandover(int epoll) : epoll_(epoll), outer_(outer_epoll()) {
  epoll_event ended{};
  ended.events = EPOLLIN;
  epoll_event unheeded{};
  if (epoll_ctl(outer_, EPOLL_CTL_ADD, ended_.fd(), &ended) != 0 ||
      epoll_ctl(outer_, EPOLL_CTL_ADD, epoll_, &unheeded) != 0) {
    const int error = errno;
    close(outer_);
    throw std::system_error(error, std::generic_category(), "epoll_ctl");
  }
}

LoopHandover::~LoopHandover() { close(outer_); }

// What happens in the loop wakes who waits, or doesn't.
void LoopHandover::heed(bool events) noexcept {
  epoll_event event{};
  if (events) event.events = EPOLLIN;
  // It can't fail: both descriptors are ours, and nothing is allocated.
  epoll_ctl(outer_, EPOLL_CTL_MOD, epoll_, &event);
}

bool LoopHandover::take_place() noexcept {
  if (runner_ == Runner::away) heed(false);
  if (runner_ != Runner::away && runner_ != Runner::none) return false;
  runner_ = Runner::present;
  return true;
}

bool LoopHandover::wait() {
  {
    const std::lock_guard lock{mutex_};
    if (runner_ == Runner::none) return take_place();
  }
  for (;;) {
    epoll_event event;
    epoll_wait(outer_, &event, 1, static_cast<int>(longest_absence.count()));
    const std::lock_guard lock{mutex_};
    if (take_place()) return true;
    if (runner_ == Runner::over) return false;
  }
}

void LoopHandover::leave() noexcept {
  const std::lock_guard lock{mutex_};
  runner_ = Runner::away;
  heed(true);
}

bool LoopHandover::come_back() noexcept {
  const std::lock_guard lock{mutex_};
  return take_place();
}

void LoopHandover::end() noexcept {
  const std::lock_guard lock{mutex_};
  runner_ = Runner::over;
  ended_.wake();
}

bool LoopHandover::wait_for_end(const sigset_t& signals, int watched) noexcept {
  std::array<pollfd, 2> either{{{ended_.fd(), POLLIN, 0}, {watched, POLLIN, 0}}};
  while (ppoll(either.data(), either.size(), nullptr, &signals) < 0 && errno == EINTR) continue;
  return either[0].revents != 0;
}

}  // namespace callwidgets::web
