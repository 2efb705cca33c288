#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

#include "fcgi/transport/handler.h"

namespace callwidgets::web {

struct Limits {
  int event_threads = 1;  // event loops, of two threads each that take turns
  int query_threads = 4;
  std::size_t queue = 256;  // requests that wait for a query thread; one more gets a 503
  std::size_t connections =
      4096;  // open at once, or what RLIMIT_NOFILE allows; the longest idle makes room
  std::size_t parameters = 128 * 1024;  // bytes of one request's parameters; more gets a 400
  std::size_t half_read =
      16 * 1024 * 1024;  // bytes of all requests not yet complete; the oldest makes room
  std::chrono::milliseconds join_within{
      1'000};  // of a computation's beginning an equal question may share it; later it asks anew
  std::chrono::milliseconds read_within{
      10'000};  // from a request's first byte to its last, else it is closed
  std::chrono::milliseconds answer_within{30'000};  // then 503, whatever a query thread still does
  std::chrono::milliseconds write_within{
      30'000};  // for a peer to take an answer that didn't fit its socket's buffer
  std::chrono::milliseconds drain_within{2'500};  // after stop()
  bool sole_owner = false;  // of the listening socket: after stop() nobody may connect to it
};

// Speaks FastCGI on a listening socket. Event loops own it and every connection, and never wait for
// a peer; what Handler::at_once can't answer is computed beside them.
class Acceptor {
 public:
  // `listening_socket` stays the caller's and is made non-blocking. `handler` must outlive this.
  // Call it before other threads are started: it sets two environment variables of libfcgi's,
  // ignores SIGPIPE, and raises the soft limit of descriptors as far as it may and needs. By TCP
  // only AllowedPeers may connect. Throws std::runtime_error.
  Acceptor(int listening_socket, Handler& handler, const Limits& limits);
  ~Acceptor();
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

  // Serves until stop(): then takes nothing new, finishes what is being answered (503 to what takes
  // longer than `drain_within`), and returns. Once. Signals reach the calling thread only, which
  // serves nobody: it calls `watched_readable`, which may call stop(), while `watched` (a
  // descriptor; -1: none) is readable. False: a thread is still busy with something that can't be
  // ended; it goes on using `handler`, so the process must leave by _exit. Throws std::system_error
  // when it can't start.
  bool run(int watched = -1, const std::function<void()>& watched_readable = {});

  // Async-signal-safe, and safe from any thread; before run() too.
  void stop() noexcept;

  struct Counts {
    std::size_t connections, waiting;  // open now; requests waiting for a query thread now
    std::size_t answered;              // requests since the start, refusals included
  };
  Counts counts() const;  // safe from any thread

 private:
  struct Parts;
  const std::unique_ptr<Parts> parts_;
};

}  // namespace callwidgets::web
