#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "database/session.h"
#include "database/wire.h"

namespace callwidgets::database {

// The servers of the settings, in the order in which they are tried. All reading sessions are
// opened here, so that a server that does not answer is asked by one thread every half second and
// not by all. Safe to use from any thread.
class Servers {
 public:
  explicit Servers(std::vector<Address> addresses);

  struct Opened {
    std::unique_ptr<Session> session;
    std::size_t server;  // its index in the list of servers
  };
  // A session on the first server that gives one. Throws Error where none does: `full` where one
  // has no room for it just now. A server that failed within the last half second is not asked
  // again: its last error stands for it; but one that is full, where it is the only one, may be
  // asked again at once.
  Opened open(Wire& wire);

  // How messages name a server.
  std::string shown(std::size_t server) const { return servers_[server].address.shown(); }

  // True if a server earlier in the list than `server` answers again, so that a session on `server`
  // should be replaced. With `ask`, tries to connect if that is due; otherwise only uses what is
  // known.
  bool earlier_one_answers(std::size_t server, bool ask);

 private:
  using Clock = std::chrono::steady_clock;
  struct Server {
    Address address;
    bool away = false;
    Clock::time_point ask_again{};
    std::optional<Error> error{};  // of the last attempt; none where it succeeded
  };
  bool may_ask(Server& server);
  void answered(std::size_t server, const std::optional<Error>& error);
  Error none_answers();

  std::mutex mutex_;
  std::vector<Server> servers_;
};

}  // namespace callwidgets::database
