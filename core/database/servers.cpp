#include "database/servers.h"

namespace callwidgets::database {
namespace {

constexpr std::chrono::milliseconds rest{500};

}  // namespace

Servers::Servers(std::vector<Address> addresses) {
  for (Address& address : addresses) servers_.push_back({std::move(address)});
}

Servers::Opened Servers::open(Wire& wire) {
  for (std::size_t at = 0; at < servers_.size(); ++at) {
    if (!may_ask(servers_[at])) continue;
    try {
      Opened opened{open_reader(servers_[at].address, &wire), at};
      answered(at, std::nullopt);
      return opened;
    } catch (const Error& error) {
      // One that is full answers those who have a session: they wait for one another.
      const bool waits = servers_.size() == 1 && error.kind() == Error::Kind::full;
      answered(at, waits ? std::nullopt : std::optional{error});
      if (waits) throw;
    }
  }
  throw none_answers();
}

// Says the same whether they were asked just now or a moment ago.
Error Servers::none_answers() {
  const std::lock_guard lock{mutex_};
  std::optional<Error> first;
  std::string others;
  bool full = false;
  for (const Server& server : servers_) {
    if (!server.error) continue;  // another thread asks it for the first time, or just succeeded
    full = full || server.error->kind() == Error::Kind::full;
    if (!first) {
      first = server.error;
    } else {
      others += std::string{"; "} + server.error->what();
    }
  }
  if (!first) {
    return Error(Error::Kind::unavailable, Cause::lost, "it is being asked by another thread");
  }
  if (others.empty()) return *first;
  return Error(full ? Error::Kind::full : first->kind(), first->cause(), first->what() + others);
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
      answered(at, std::nullopt);
      return true;
    } catch (const Error& error) {
      answered(at, error);
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

void Servers::answered(std::size_t server, const std::optional<Error>& error) {
  const std::lock_guard lock{mutex_};
  servers_[server].error = error;
  servers_[server].away = error.has_value();
  servers_[server].ask_again = Clock::now() + rest;
}

}  // namespace callwidgets::database
