#include "fcgi/transport/acceptor.h"

#include <fcntl.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <vector>

#include "fcgi/transport/event_loop.h"
#include "fcgi/transport/fastcgi.h"
#include "fcgi/transport/loose_threads.h"
#include "fcgi/transport/query_queue.h"
#include "fcgi/transport/signals_blocked.h"

namespace callwidgets::web {
namespace {

// Descriptors left for databases, files and logs.
constexpr rlim_t other_descriptors = 128;

std::size_t affordable(std::size_t connections) {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) return connections;
  // The soft limit is mostly 1,024, for programs that select(2); nothing here does.
  if (const rlim_t wanted = connections + other_descriptors; files.rlim_cur < wanted) {
    rlimit raised = files;
    raised.rlim_cur = std::min(wanted, files.rlim_max);
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0) files = raised;
  }
  const rlim_t spare = files.rlim_cur > 2 * other_descriptors ? files.rlim_cur - other_descriptors
                                                              : files.rlim_cur / 2;
  return std::min<std::size_t>(connections, std::max<rlim_t>(spare, 1));
}

}  // namespace

struct Acceptor::Parts {
  Parts(Handler& handler_given, const Limits& limits_given)
      : handler(handler_given),
        limits(limits_given),
        query_queue(
            std::make_shared<QueryQueue>(limits.queue, query_threads(), limits.join_within)) {}

  std::size_t query_threads() const {
    return static_cast<std::size_t>(std::max(limits.query_threads, 1));
  }
  void start();
  bool end() {
    query_queue->end();
    return threads.join(std::chrono::steady_clock::now() + std::chrono::milliseconds{200});
  }

  Handler& handler;
  const Limits limits;
  const std::shared_ptr<QueryQueue> query_queue;
  std::vector<std::shared_ptr<EventLoop>> loops;  // complete before anybody can call stop()
  LooseThreads threads;
};

// A thread that is left behind keeps what it looks at when it comes back.
void Acceptor::Parts::start() {
  for (std::size_t i = 0; i < query_threads(); ++i) {
    threads.start([this_handler = &handler, query_queue = query_queue] {
      const auto worker = this_handler->worker();
      while (query_queue->compute_next(*worker)) continue;
    });
  }
  for (const auto& loop : loops) {
    for (int i = 0; i < 2; ++i) threads.start([loop] { loop->take_turns(); });
  }
}

Acceptor::Acceptor(int listening_socket, Handler& handler, const Limits& limits)
    : parts_(std::make_unique<Parts>(handler, limits)) {
  start_libfcgi();
  const int flags = fcntl(listening_socket, F_GETFL);
  if (flags < 0 || fcntl(listening_socket, F_SETFL, flags | O_NONBLOCK) != 0) {
    throw std::system_error(errno, std::generic_category(), "the listening socket");
  }
  const auto loops = static_cast<std::size_t>(std::max(limits.event_threads, 1));
  const std::size_t share = std::max<std::size_t>(affordable(limits.connections) / loops, 1);
  for (std::size_t i = 0; i < loops; ++i) {
    parts_->loops.push_back(std::make_shared<EventLoop>(
        listening_socket, handler, parts_->query_queue, parts_->limits, share));
  }
}

Acceptor::~Acceptor() = default;

bool Acceptor::run(int watched, const std::function<void()>& watched_readable) {
  const SignalsBlocked signals;
  try {
    parts_->start();
  } catch (...) {
    stop();
    parts_->end();
    throw;
  }
  for (const auto& loop : parts_->loops) {
    while (!loop->wait_for_end(signals.before(), watched)) watched_readable();
  }
  return parts_->end();
}

void Acceptor::stop() noexcept {
  for (const auto& loop : parts_->loops) loop->stop();
}

Acceptor::Counts Acceptor::counts() const {
  Counts counts{0, parts_->query_queue->waiting(), 0};
  for (const auto& loop : parts_->loops) {
    counts.connections += loop->connections();
    counts.answered += loop->answered();
  }
  return counts;
}

}  // namespace callwidgets::web
