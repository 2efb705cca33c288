#pragma once
#include <mutex>

namespace callwidgets::database {

// A session's connection, for another thread that loses its patience: a driver that waits for an
// answer waits for ever. Safe from any thread.
class Wire {
 public:
  // The session's own: what it waits on; nothing any more, before that is closed.
  void attach(int socket);
  void detach();

  // Whatever the session waits for fails, now or as soon as it waits. A connection that is still
  // being made has its own time limit. Nothing on SQLite.
  void cut();

 private:
  std::mutex mutex_;
  int socket_ = -1;
};

}  // namespace callwidgets::database
