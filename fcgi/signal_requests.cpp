#include "fcgi/signal_requests.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <system_error>

namespace callwidgets::web::signal_requests {
namespace {

// Neither has a destructor, and the descriptor is never closed.
constinit std::atomic<unsigned> requests{0};
constinit std::atomic<int> wakeup{-1};
static_assert(std::atomic<unsigned>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

void request(unsigned what) noexcept {
  const int before = errno;
  requests.fetch_or(what);
  const std::uint64_t one = 1;
  // It can only fail when the counter is full: then it is readable already.
  [[maybe_unused]] const auto written = write(wakeup.load(), &one, sizeof one);
  errno = before;
}

void on_end(int) { request(end); }
void on_reload(int) { request(reload); }
void on_reopen_log(int) { request(reopen_log); }

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  if (sigaction(signal, &action, nullptr) != 0)
    throw std::system_error(errno, std::generic_category(), "sigaction");
}

}  // namespace

void begin() {
  if (wakeup.load() < 0) {
    const int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (fd < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
    wakeup.store(fd);
  }
  handle(SIGTERM, on_end);
  handle(SIGINT, on_end);
  handle(SIGHUP, on_reload);
  handle(SIGUSR1, on_reopen_log);
}

int descriptor() { return wakeup.load(); }

unsigned take() noexcept {
  std::uint64_t count;
  // Emptied first: what is asked for in between wakes once more.
  [[maybe_unused]] const auto got = read(wakeup.load(), &count, sizeof count);
  return requests.exchange(0);
}

}  // namespace callwidgets::web::signal_requests
