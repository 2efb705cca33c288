// The loop's frame: waiting, accepting, deadlines, draining. What happens on one connection is in
// exchange_steps.cpp.
#include "fcgi/transport/event_loop.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "fcgi/http/log.h"
#include "fcgi/http/response_bytes.h"

namespace callwidgets::web {
namespace {

using std::chrono::milliseconds;

// How long accepting rests when the process or the host has no descriptor or memory left for
// another connection.
constexpr milliseconds accept_pause{50};
// How long a request that is on its way in when draining starts may still take.
constexpr milliseconds drain_read{500};
constexpr milliseconds linger_within{2'000};
// A write to a TCP peer can't block as long as the kernel keeps the buffer; should it shrink, this
// is the end.
constexpr timeval tcp_write_within{1, 0};

int made(int fd, const char* what) {
  if (fd < 0) throw std::system_error(errno, std::generic_category(), what);
  return fd;
}

bool is_local(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  made(getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), "the listening socket");
  return address.ss_family == AF_UNIX;
}

}  // namespace

EventLoop::EventLoop(int listening_socket, Handler& handler,
                     std::shared_ptr<QueryQueue> query_queue, const Limits& limits,
                     std::size_t connections)
    : listening_(listening_socket),
      handler_(handler),
      query_queue_(std::move(query_queue)),
      limits_(limits),
      most_(connections),
      local_(is_local(listening_socket)),
      allowed_peers_(local_ ? AllowedPeers{} : AllowedPeers::from_environment()),
      epoll_(made(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      spool_(limits.parameters),
      handover_(epoll_) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = finished_jobs_.get();
  made(epoll_ctl(epoll_, EPOLL_CTL_ADD, finished_jobs_->fd(), &event), "epoll_ctl");
}

EventLoop::~EventLoop() {
  drop_all();
  finished_jobs_->end();
  close(epoll_);
}

void EventLoop::stop() noexcept {
  stop_.store(true);
  finished_jobs_->wake();
}

void EventLoop::take_turns() {
  std::unique_ptr<Worker> worker;
  while (handover_.wait()) run(worker);
}

void EventLoop::run(std::unique_ptr<Worker>& worker) {
  do {
    if (held_) {
      handler_.round_over(now_);
      if (!compute_held(worker)) return;
    }
    round(handler_.round_over(now_));
  } while (!drained());
  drop_all();
  handover_.end();
}

void EventLoop::round(Clock::time_point due) {
  std::array<epoll_event, 64> events;
  const int count = epoll_wait(epoll_, events.data(), events.size(), wait_ms(due));
  now_ = Clock::now();
  // Where more happens at once, others had to wait for who goes to compute.
  may_hold_ = count == 1;
  for (int i = 0; i < count; ++i) {
    void* const source = events[i].data.ptr;
    if (source == this) {
      if (!draining_) accept_some();
    } else if (source == finished_jobs_.get()) {
      completed(finished_jobs_->take());
    } else {
      auto& c = *static_cast<Connection*>(source);
      happened(c, events[i].events);
      settle(c);
    }
  }
  if (stop_.load() && !draining_) start_draining();
  expire();
  dead_.clear();
  if (!draining_ && !accepting_ && now_ >= accept_again_ && has_place()) watch_listening(true);
}

bool EventLoop::compute_held(std::unique_ptr<Worker>& worker) {
  held_ = false;
  handover_.leave();
  if (!worker) worker = handler_.worker();
  query_queue_->compute_held(*worker, *finished_jobs_);
  if (!handover_.come_back()) {
    finished_jobs_->wake();
    return false;
  }
  now_ = Clock::now();
  completed(finished_jobs_->take_quietly());
  return true;
}

void EventLoop::watch_listening(bool watch) {
  if (watch == accepting_) return;
  epoll_event event{};
  // Several threads or processes may wait on the same socket: wake one.
  event.events = EPOLLIN | EPOLLEXCLUSIVE;
  event.data.ptr = this;
  const int done = epoll_ctl(epoll_, watch ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, listening_, &event);
  if (done == 0) {
    accepting_ = watch;
  } else {
    accept_again_ = now_ + accept_pause;
  }
}

bool EventLoop::has_place() const {
  return connections() < most_ || !in(State::lingering).empty() || !in(State::idle).empty() ||
         !in(State::reading).empty();
}

bool EventLoop::make_room() {
  for (const State state : {State::lingering, State::idle, State::reading}) {
    if (in(state).empty()) continue;
    drop(in(state).front());
    return true;
  }
  return false;
}

void EventLoop::drop_all() {
  for (auto& list : lists_) {
    while (!list.empty()) drop(list.front());
  }
  dead_.clear();
}

bool EventLoop::refused_peer(int socket) {
  if (local_) return false;
  sockaddr_storage peer{};
  socklen_t size = sizeof peer;
  if (getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return true;
  if (allowed_peers_.allows(peer)) return false;
  if (!std::exchange(refusal_logged_, true)) {
    log("a connection from " + AllowedPeers::name_of(peer) + " was refused: " +
        (allowed_peers_.any_named() ? "FCGI_WEB_SERVER_ADDRS does not name it"
                                    : "only this host may connect; FCGI_WEB_SERVER_ADDRS in the "
                                      "environment can name other web servers") +
        " (others are refused without a line)");
  }
  return true;
}

void EventLoop::accept_some() {
  bool made_room = false;
  for (int i = 0; i < 64; ++i) {
    if (!has_place()) return watch_listening(false);
    const int socket = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) {
      switch (errno) {
        case EAGAIN:
          return;
        case EMFILE:
        case ENFILE:
        case ENOBUFS:
        case ENOMEM:
          if (!made_room && make_room()) {
            made_room = true;
            continue;
          }
          [[fallthrough]];
        case EBADF:
        case EINVAL:
        case ENOTSOCK:
        case EOPNOTSUPP:
          accept_again_ = now_ + accept_pause;
          return watch_listening(false);
        default:
          continue;  // that one connection failed
      }
    }
    if (refused_peer(socket)) {
      close(socket);
      continue;
    }
    if (connections() >= most_) make_room();
    int buffer = 0;
    socklen_t size = sizeof buffer;
    getsockopt(socket, SOL_SOCKET, SO_SNDBUF, &buffer, &size);
    if (!local_) {
      const int on = 1;
      setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &tcp_write_within, sizeof tcp_write_within);
    }
    auto& list = in(State::idle);
    auto& c = list.emplace_back(socket, local_, static_cast<std::size_t>(std::max(buffer, 0)),
                                limits_.parameters, most_);
    c.self = std::prev(list.end());
    c.state = State::idle;
    c.since = now_;
    open_.fetch_add(1, std::memory_order_relaxed);
    // Its request has mostly come along with it.
    readable(c);
    settle(c);
  }
}

void EventLoop::completed(const std::vector<std::shared_ptr<Job>>& jobs) {
  for (const auto& job : jobs) {
    if (!job->wanted.load(std::memory_order_relaxed)) continue;
    auto& c = *job->connection;
    answer(c, job->request,
           handler_.finished(job->request, job->computation, std::move(job->computed), job->shared),
           job->begun);
    settle(c);
  }
}

milliseconds EventLoop::allowed(State state) const {
  switch (state) {
    case State::reading:
      return limits_.read_within;
    case State::computing:
      return limits_.answer_within;
    case State::writing:
      return limits_.write_within;
    case State::lingering:
      return linger_within;
    case State::idle:
      break;
  }
  return milliseconds::max();  // an idle one may stay
}

EventLoop::Clock::time_point EventLoop::deadline(State state) const {
  if (state == State::idle || in(state).empty()) return Clock::time_point::max();
  const auto until = std::min(in(state).front().since + allowed(state), drain_until_);
  return state == State::reading ? std::min(until, read_until_) : until;
}

void EventLoop::expire() {
  for (const State state : {State::reading, State::writing, State::lingering}) {
    while (deadline(state) <= now_) drop(in(state).front());
  }
  while (deadline(State::computing) <= now_) {
    auto& c = in(State::computing).front();
    const auto job = c.job;
    abandon(c);
    answer(c, job->request, unavailable(job->request.method == "HEAD"), job->begun);
    settle(c);
  }
}

void EventLoop::start_draining() {
  draining_ = true;
  drain_until_ = now_ + limits_.drain_within;
  read_until_ = now_ + std::min(drain_read, limits_.drain_within);
  // So do those who have connected: they are taken, and then nobody can connect who would only
  // wait.
  if (limits_.sole_owner) {
    if (accepting_) accept_some();
    shutdown(listening_, SHUT_RDWR);
  }
  watch_listening(false);
  // A request that lies in the socket of a kept connection was sent before anybody could know.
  std::vector<Connection*> idle;
  for (auto& c : in(State::idle)) idle.push_back(&c);
  for (auto* c : idle) {
    readable(*c);
    settle(*c);
  }
}

bool EventLoop::drained() const {
  if (!draining_) return false;
  return now_ >= drain_until_ || (in(State::idle).empty() && in(State::reading).empty() &&
                                  in(State::computing).empty() && in(State::writing).empty());
}

int EventLoop::wait_ms(Clock::time_point due) const {
  auto until = std::min(due, drain_until_);
  for (const State state : {State::reading, State::computing, State::writing, State::lingering}) {
    until = std::min(until, deadline(state));
  }
  if (!accepting_ && !draining_ && has_place()) until = std::min(until, accept_again_);
  if (until == Clock::time_point::max()) return -1;
  return static_cast<int>(
      std::max(std::chrono::ceil<milliseconds>(until - now_), milliseconds{0}).count());
}

}  // namespace callwidgets::web
