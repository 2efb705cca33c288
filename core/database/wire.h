#pragma once
#include <mutex>

namespace callwidgets::database {

// A session's connection, for another thread that loses its patience: a driver that waits for an
// answer waits for ever. Safe from any thread.
class Wire {
 public:
  Wire() = default;
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  // The session's own: what it waits on; nothing any more, before that is closed. Takes a
  // descriptor of its own; throws Error (unavailable) when there is none.
  void attach(int socket);
  void detach();

  // Whatever the session waits for fails, now or as soon as it waits. A connection that is still
  // being made has its own time limit. Nothing on SQLite.
  void cut();

 private:
  void take(int socket);

  std::mutex mutex_;
  int socket_ = -1;  // ours
};

}  // namespace callwidgets::database
