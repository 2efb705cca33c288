#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

#include "fcgi/transport/handler.h"

namespace callwidgets::web {

struct Limits {
  // How many event loops run; each has two threads, of which one runs it at a time.
  int event_threads = 1;
  // How many query threads compute answers.
  int query_threads = 4;
  // How many computations wait for a query thread; further requests get a 503.
  std::size_t queue = 256;
  // How many connections are open at once, if RLIMIT_NOFILE allows it. A further one closes the one
  // that has been idle longest.
  std::size_t connections = 4096;
  // The most bytes that the parameters of one request have; longer ones get a 400.
  std::size_t parameters = 128 * 1024;
  // The most bytes of incomplete requests, all together; more close the oldest.
  std::size_t half_read = 16 * 1024 * 1024;
  // How long after the beginning of a computation an equal request may share it.
  std::chrono::milliseconds join_within{1'000};
  // How long a request may take from its first byte to its last; then its connection is closed.
  std::chrono::milliseconds read_within{10'000};
  // How long an answer may take; then it is a 503, even while a query thread goes on.
  std::chrono::milliseconds answer_within{30'000};
  // How long a peer may take to read an answer that does not fit into its socket's buffer.
  std::chrono::milliseconds write_within{30'000};
  // How long run() goes on after stop().
  std::chrono::milliseconds drain_within{2'500};
  // This process is the only owner of the listening socket: after stop() no one can connect to it.
  bool sole_owner = false;
};

// Serves FastCGI on a listening socket. Event loops own it and all connections, and never wait for
// a peer; query threads compute what Handler::at_once cannot answer.
class Acceptor {
 public:
  // `listening_socket` stays the caller's and becomes non-blocking. `handler` must outlive this. To
  // be constructed before other threads start, because it sets two environment variables for
  // libfcgi, ignores SIGPIPE, and raises the soft limit of descriptors as far as needed and
  // allowed. Over TCP only AllowedPeers may connect. Throws std::runtime_error.
  Acceptor(int listening_socket, Handler& handler, const Limits& limits);
  ~Acceptor();
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

  // Serves until stop(). Then accepts nothing new, finishes the current requests (with a 503 after
  // `drain_within`) and returns. May be called once. Only the calling thread, which serves no
  // requests, receives signals; it calls `watched_readable`, which may call stop(), whenever the
  // descriptor `watched` (-1: none) is readable. Returns false if a thread hangs in a call that
  // cannot be interrupted: that thread goes on using `handler`, so the process must end with _exit.
  // Throws std::system_error if it cannot start.
  bool run(int watched = -1, const std::function<void()>& watched_readable = {});

  // Async-signal-safe, and safe to call from any thread, also before run().
  void stop() noexcept;

  struct Counts {
    std::size_t connections;  // open now
    std::size_t waiting;      // computations that wait for a query thread now
    std::size_t answered;     // requests since the start, including refused ones
  };
  Counts counts() const;  // safe to call from any thread

 private:
  struct Parts;
  const std::unique_ptr<Parts> parts_;
};

}  // namespace callwidgets::web
