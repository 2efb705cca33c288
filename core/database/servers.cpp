#include "database/servers.h"

#include <optional>

namespace callwidgets::database {
namespace {

constexpr std::chrono::milliseconds rest{500};

}  // namespace

Servers::Servers(std::vector<Address> addresses) {
  for (Address& address : addresses) servers_.push_back({std::move(address)});
}

Servers::Opened Servers::open(Wire& wire) {
  std::optional<Error> last;
  for (std::size_t at = 0; at < servers_.size(); ++at) {
    if (!may_ask(servers_[at])) continue;
    try {
      Opened opened{open_reader(servers_[at].address, &wire), at};
      answered(at, true);
      return opened;
    } catch (const Error& error) {
      answered(at, false);
      last = error;
    }
  }
  if (last) throw *last;
  throw Error(Error::Kind::unavailable, 0, "no server has answered lately");
}

bool Servers::earlier_one_answers(std::size_t server, bool ask) {
  for (std::size_t at = 0; at < server; ++at) {
    {
      const std::lock_guard lock{mutex_};
      if (!servers_[at].away) return true;
    }
    if (!ask || !may_ask(servers_[at])) continue;
    try {
      Wire wire;
      open_reader(servers_[at].address, &wire);
      answered(at, true);
      return true;
    } catch (const Error&) {
      answered(at, false);
    }
  }
  return false;
}

// One that is away is asked by one thread at a time.
bool Servers::may_ask(Server& server) {
  const std::lock_guard lock{mutex_};
  const auto now = Clock::now();
  if (server.away && now < server.ask_again) return false;
  server.ask_again = now + rest;
  return true;
}

void Servers::answered(std::size_t server, bool answered) {
  const std::lock_guard lock{mutex_};
  servers_[server].away = !answered;
  servers_[server].ask_again = Clock::now() + rest;
}

}  // namespace callwidgets::database
