#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>

#include "fcgi/transport/fastcgi.h"
#include "fcgi/transport/job.h"
#include "fcgi/transport/record_reader.h"

namespace callwidgets::web {

// One connection from a web server. An event loop owns it and its socket; nobody but who runs that
// looks at it.
struct Connection {
  // A connection is in exactly one state, and in that state's list, in the order of `since`.
  enum class State { idle, reading, computing, writing, lingering };
  // `linger` after a refusal: the peer may still be sending, and closing on that could lose it our
  // answer.
  enum class Ending { none, close, linger };

  Connection(int socket, bool local_peer, std::size_t send_buffer, std::size_t parameter_bound,
             std::size_t connections)
      : fd(socket), local(local_peer), buffer(send_buffer), reader(parameter_bound, connections) {}

  int fd;                       // -1: closed, and about to be freed
  const bool local;             // a unix socket
  const std::size_t buffer;     // SO_SNDBUF
  std::size_t unconfirmed = 0;  // bytes written that the peer may not have read yet
  std::uint32_t interest = 0;   // what epoll watches; 0 before it is registered, too
  bool registered = false;

  State state = State::reading;
  std::chrono::steady_clock::time_point since;
  std::list<Connection>::iterator self;

  RecordReader reader;                 // knows the id of the request under way
  std::size_t counted = 0;             // what of reader.held() the loop has counted
  std::unique_ptr<Exchange> exchange;  // the request under way
  std::shared_ptr<Job> job;            // the same, while it is with a worker
  bool read_closed = false;            // the peer will send no more
  Ending ending = Ending::none;        // what to do once `out` is sent
  std::string out;                     // to send, from `sent` on
  std::size_t sent = 0;
};

}  // namespace callwidgets::web
