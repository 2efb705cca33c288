#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sources/verdicts/stretch.h"

namespace callwidgets::sources {

// One event of Asterisk's queue log (`queue_log`, a file or a table). Its times are UTC seconds.
struct QueueEvent {
  enum class Kind : std::uint8_t {
    other,
    entered,
    connected,    // an agent picked up
    completed,    // after an agent had picked up; also by a transfer
    abandoned,    // the caller hung up
    ended_empty,  // the queue ended the wait: no agent, a timeout
    left_by_key,  // the caller chose another way
  };
  Kind kind = Kind::other;
  std::int64_t time = 0;
  std::string call;  // the caller's channel's id
};

// The event of that name in the log (ENTERQUEUE, CONNECT, …).
QueueEvent::Kind queue_event_named(std::string_view name);

// What queues say of calls. Not for use by two threads.
class QueueLog {
 public:
  void add(QueueEvent event);
  bool empty() const { return events_.empty(); }

  // When agents picked up, and until when each spoke. Empty where the log doesn't know the call.
  Stretches connections(const std::string& id) const;
  // The last thing that the log says of the call; `other` where it doesn't know it.
  QueueEvent::Kind last(const std::string& id) const;

 private:
  std::unordered_map<std::string, std::vector<QueueEvent>> events_;  // by call, in their order
};

}  // namespace callwidgets::sources
