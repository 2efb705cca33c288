#include "cli/open.h"

#include <chrono>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "database/address.h"
#include "database/migration.h"
#include "figures/upkeep/interrupted_load.h"

namespace callwidgets::admin {
namespace {

using database::Error;

constexpr std::chrono::seconds answered_within{10};

const database::LockPatience patience{std::chrono::seconds{30}, [](const std::string& path) {
                                        std::cerr << "waiting for " << path
                                                  << ", which another program holds" << std::endl;
                                      }};

// Of several servers, the first that answers. One that is full is waited for.
template <class Open>
std::unique_ptr<database::Session> on_the_first_server(const settings::Settings& settings,
                                                       Open open) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  for (std::size_t at = 0;;) {
    try {
      return open(settings.databases[at]);
    } catch (const Error& error) {
      const bool full = error.kind() == Error::Kind::full;
      if (at + 1 < settings.databases.size() &&
          (full || error.kind() == Error::Kind::unavailable)) {
        ++at;
      } else if (full && std::chrono::steady_clock::now() < until) {
        at = 0;
        std::this_thread::sleep_for(std::chrono::milliseconds{200});
      } else {
        throw;
      }
    }
  }
}

std::unique_ptr<database::Session> checked(std::unique_ptr<database::Session> session) {
  database::require_schema(*session);
  return session;
}

}  // namespace

std::unique_ptr<database::Session> writer(const settings::Settings& settings) {
  return checked(on_the_first_server(settings, [](const database::Address& address) {
    return database::open_writer(address, answered_within, database::Absent::refuse, patience);
  }));
}

std::unique_ptr<database::Session> silent_writer(const settings::Settings& settings) {
  return checked(on_the_first_server(
      settings, [](const database::Address& address) { return database::open_writer(address); }));
}

std::unique_ptr<database::Session> reader(const settings::Settings& settings) {
  return checked(on_the_first_server(settings, [](const database::Address& address) {
    return database::open_reader(address, nullptr, patience);
  }));
}

std::unique_ptr<database::Session> migrator(const settings::Settings& settings) {
  return on_the_first_server(settings, [](const database::Address& address) {
    return database::open_writer(address, std::chrono::hours{24}, database::Absent::make, patience);
  });
}

accounts::Account chosen_account(database::Session& session, const settings::Settings& settings,
                                 const std::optional<std::string>& option) {
  auto choice = accounts::choose(session, option.value_or(settings.account));
  if (!choice.account) throw std::runtime_error(choice.problem);
  return *choice.account;
}

accounts::Account served_account(database::Session& session, const settings::Settings& settings,
                                 const std::optional<std::string>& option) {
  auto choice = accounts::served(session, option.value_or(settings.account));
  if (!choice.account) throw std::runtime_error(choice.problem);
  if (!choice.notice.empty()) std::cerr << "callwidgets-admin: " << choice.notice << '\n';
  return *choice.account;
}

accounts::Account account_to_change(database::Session& writer, const settings::Settings& settings,
                                    const std::optional<std::string>& option) {
  const auto account = chosen_account(writer, settings, option);
  end_interrupted_load(writer, account);
  // As it is now.
  return chosen_account(writer, settings, account.name);
}

void end_interrupted_load(database::Session& writer, const accounts::Account& account) {
  if (const auto done = figures::end_interrupted_load(writer, account)) {
    std::cerr << *done << std::endl;
  }
}

}  // namespace callwidgets::admin
