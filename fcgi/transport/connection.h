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

// One connection from a web server. An event loop owns it and its socket; only the thread that runs
// the loop may use it.
struct Connection {
  // A connection is in exactly one state and in the list of that state, which is ordered by
  // `since`.
  enum class State { idle, reading, computing, writing, lingering };
  // `linger`, after a refusal: the peer may still be sending, and if we closed at once, the peer
  // could lose our answer.
  enum class Ending { none, close, linger };

  Connection(int socket, bool local_peer, std::size_t send_buffer, std::size_t parameter_bound,
             std::size_t connections)
      : fd(socket), local(local_peer), buffer(send_buffer), reader(parameter_bound, connections) {}

  int fd;                       // -1 once closed; the object is freed soon
  const bool local;             // a unix socket
  const std::size_t buffer;     // SO_SNDBUF
  std::size_t unconfirmed = 0;  // bytes written that the peer may not have read yet
  std::uint32_t interest = 0;   // the events that epoll watches; 0 also before `registered`
  bool registered = false;      // with epoll

  State state = State::reading;
  std::chrono::steady_clock::time_point since;  // when the state began
  std::list<Connection>::iterator self;         // its place in the state's list

  RecordReader reader;                 // knows the id of the current request
  std::size_t counted = 0;             // the part of reader.held() that the loop has counted
  std::unique_ptr<Exchange> exchange;  // the current request in libfcgi's hands
  std::shared_ptr<Job> job;            // the current request while a worker has it
  bool read_closed = false;            // the peer sends no more
  Ending ending = Ending::none;        // what to do once `out` is sent
  std::string out;                     // bytes to send
  std::size_t sent = 0;                // how many of them are sent
};

}  // namespace callwidgets::web
