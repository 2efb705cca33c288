#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "database/session.h"
#include "database/wire.h"

namespace callwidgets::database {

// The servers of a program's settings, in the order in which they are tried. Whoever reads opens
// his sessions here, so that a server that is away is asked now and then, not by everybody. Safe
// from any thread.
class Servers {
 public:
  explicit Servers(std::vector<Address> addresses);

  struct Opened {
    std::unique_ptr<Session> session;
    std::size_t server;  // its place in the order
  };
  // A session on the first server that gives one. Throws Error; `unavailable`, with nobody asked,
  // where all failed within the last half second.
  Opened open(Wire& wire);

  // Whether one before `server` is known to answer again, or, with `ask`, may be asked whether it
  // does: then a session on `server` had better be replaced.
  bool earlier_one_answers(std::size_t server, bool ask);

 private:
  using Clock = std::chrono::steady_clock;
  struct Server {
    Address address;
    bool away = false;
    Clock::time_point ask_again{};
  };
  bool may_ask(Server& server);
  void answered(std::size_t server, bool answered);

  std::mutex mutex_;
  std::vector<Server> servers_;
};

}  // namespace callwidgets::database
