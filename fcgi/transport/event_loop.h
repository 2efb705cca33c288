#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fcgi/transport/acceptor.h"
#include "fcgi/transport/allowed_peers.h"
#include "fcgi/transport/connection.h"
#include "fcgi/transport/fastcgi.h"
#include "fcgi/transport/finished_jobs.h"
#include "fcgi/transport/handler.h"
#include "fcgi/transport/loop_handover.h"
#include "fcgi/transport/query_queue.h"

namespace callwidgets::web {

// Accepts connections, reads requests, answers them at once or queues them to be computed, writes
// the answers, and closes connections that take too long. It never waits for a peer. Two threads
// share it and one runs it at a time: if there is only one computation, the running thread makes
// it, and the other thread takes the loop over if an event arrives meanwhile.
class EventLoop {
 public:
  // `connections` is the most that this loop has open. Throws std::system_error, and
  // std::runtime_error as AllowedPeers does.
  EventLoop(int listening_socket, Handler& handler, std::shared_ptr<QueryQueue> query_queue,
            const Limits& limits, std::size_t connections);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  // The body of each of the two threads. Returns when the loop has ended: after stop(), once the
  // current requests are answered. All signals must be blocked.
  void take_turns();
  void stop() noexcept;  // async-signal-safe; safe to call from any thread
  // For any other thread: waits for the end, or until the descriptor `watched` is readable; returns
  // false in that case. `signals` is the calling thread's signal mask during the wait.
  bool wait_for_end(const sigset_t& signals, int watched) noexcept {
    return handover_.wait_for_end(signals, watched);
  }

  std::size_t connections() const { return open_.load(std::memory_order_relaxed); }
  std::size_t answered() const { return answered_.load(std::memory_order_relaxed); }

 private:
  using Clock = std::chrono::steady_clock;
  using State = Connection::State;

  // Accepting.
  void accept_some();
  void watch_listening(bool watch);
  bool has_place() const;  // for one more connection, which may replace an idle one
  bool make_room();
  bool refused_peer(int socket);

  // One connection. All but `settle` may leave it closed (fd -1).
  void happened(Connection& c, std::uint32_t events);
  void readable(Connection& c);
  void consume(Connection& c, std::string_view input);
  // Returns false if the input is not exactly one whole plain request.
  bool serve_whole(Connection& c, std::string_view input);
  void serve_read(Connection& c);  // the request that c.reader has put together
  void serve(Connection& c, Request request, std::string_view parameters);
  void answer(Connection& c, const Request& request, const Response& response,
              Clock::time_point begun);
  void abandon(Connection& c);  // the client no longer waits for the current answer
  void finish(Connection& c);
  bool has_room(Connection& c, std::size_t size);
  void send_out(Connection& c);
  void settle(Connection& c);  // picks the state that it is in now, or closes it
  void count(Connection& c);   // keeps half_read_ right
  void move(Connection& c, State state);
  void watch(Connection& c, std::uint32_t interest);
  void drop(Connection& c);
  void drop_all();

  // Returns when the loop has ended or the other thread has taken over.
  void run(std::unique_ptr<Worker>& worker);
  void round(Clock::time_point due);  // over at the latest when the handler wants to hear of it
  bool compute_held(std::unique_ptr<Worker>& worker);  // false if the other thread has taken over
  void completed(const std::vector<std::shared_ptr<Job>>& jobs);
  void expire();
  void start_draining();
  bool drained() const;
  int wait_ms(Clock::time_point due) const;
  std::list<Connection>& in(State state) { return lists_[static_cast<std::size_t>(state)]; }
  const std::list<Connection>& in(State state) const {
    return lists_[static_cast<std::size_t>(state)];
  }
  std::chrono::milliseconds allowed(State state) const;
  Clock::time_point deadline(State state) const;  // of the list's first; max() where there is none

  const int listening_;
  Handler& handler_;
  const std::shared_ptr<QueryQueue> query_queue_;
  const Limits limits_;
  const std::size_t most_;
  const bool local_;                  // a unix socket
  const AllowedPeers allowed_peers_;  // of TCP
  bool refusal_logged_ = false;
  const int epoll_;
  const std::shared_ptr<FinishedJobs> finished_jobs_ = std::make_shared<FinishedJobs>();
  Spool spool_;
  LoopHandover handover_;

  std::array<std::list<Connection>, 5> lists_;  // by State, each in the order of Connection::since
  std::list<Connection> dead_;  // closed in this round; its events may still be in hand
  std::size_t half_read_ = 0;   // bytes held by readers
  bool accepting_ = false;
  bool may_hold_ = false, held_ = false;  // what is to be computed, for the end of this round
  Clock::time_point now_, accept_again_{};
  Clock::time_point drain_until_ = Clock::time_point::max(), read_until_ = drain_until_;
  std::atomic<bool> stop_{false};
  bool draining_ = false;
  std::atomic<std::size_t> open_{0}, answered_{0};
  std::array<char, 64 * 1024> input_;
};

}  // namespace callwidgets::web
