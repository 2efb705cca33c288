#include "fcgi/acceptor.h"

#include <fcntl.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <thread>
#include <vector>

#include "fcgi/event_loop.h"
#include "fcgi/fastcgi.h"
#include "fcgi/query_threads.h"
#include "fcgi/signals_blocked.h"

namespace callwidgets::door {
namespace {

// Descriptors left for databases, files and logs.
constexpr rlim_t other_descriptors = 128;

std::size_t affordable(std::size_t connections) {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) return connections;
  const rlim_t spare = files.rlim_cur > 2 * other_descriptors ? files.rlim_cur - other_descriptors
                                                              : files.rlim_cur / 2;
  return std::min<std::size_t>(connections, std::max<rlim_t>(spare, 1));
}

}  // namespace

struct Acceptor::Parts {
  Parts(Handler& handler, const Limits& limits_given)
      : limits(limits_given), queries(handler, limits.queue) {}
  Limits limits;
  QueryThreads queries;
  std::vector<std::unique_ptr<EventLoop>> loops;  // complete before anybody can call stop()
};

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
    parts_->loops.push_back(std::make_unique<EventLoop>(listening_socket, handler, parts_->queries,
                                                        parts_->limits, share));
  }
}

Acceptor::~Acceptor() = default;

bool Acceptor::run() {
  const SignalsBlocked signals;
  auto& [limits, queries, loops] = *parts_;
  queries.start(std::max(limits.query_threads, 1));
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < loops.size(); ++i) {
    others.emplace_back([&loop = *loops[i], &signals] { loop.run(signals.all()); });
  }
  loops.front()->run(signals.before());
  for (auto& thread : others) thread.join();
  return queries.end(std::chrono::steady_clock::now() + std::chrono::milliseconds{200});
}

void Acceptor::stop() noexcept {
  for (const auto& loop : parts_->loops) loop->stop();
}

Acceptor::Counts Acceptor::counts() const {
  Counts counts{0, parts_->queries.waiting(), 0};
  for (const auto& loop : parts_->loops) {
    counts.connections += loop->connections();
    counts.answered += loop->answered();
  }
  return counts;
}

}  // namespace callwidgets::door
