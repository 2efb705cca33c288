#pragma once
#include <functional>
#include <mutex>

namespace callwidgets::database {

// The connection of a session, through which another thread can end a wait: drivers wait for an
// answer without a time limit. Safe to use from any thread.
class Wire {
 public:
  Wire() = default;
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  // For the session: attach() gives the socket that the session waits on, of which this object
  // keeps a duplicate; detach() must be called before the session closes the socket. attach()
  // throws Error (unavailable) if no descriptor is left.
  void attach(int socket);
  // Of a session without a connection: what ends its waiting.
  void attach(std::function<void()> end);
  void detach();

  // For the other thread: makes the session's current or next wait fail. Has no effect while the
  // connection is being made, which has a time limit of its own.
  void cut();

 private:
  void take(int socket, std::function<void()> end);

  std::mutex mutex_;
  int socket_ = -1;  // our duplicate
  std::function<void()> end_;
};

}  // namespace callwidgets::database
