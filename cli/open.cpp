#include "cli/open.h"

#include <chrono>
#include <iostream>
#include <stdexcept>

#include "database/address.h"
#include "database/migration.h"

namespace callwidgets::admin {
namespace {

// Of several servers, the first that answers.
template <class Open>
std::unique_ptr<database::Session> on_the_first_server(const settings::Settings& settings,
                                                       Open open) {
  for (std::size_t at = 0;; ++at) {
    try {
      return open(settings.databases[at]);
    } catch (const database::Error& error) {
      if (error.kind() != database::Error::Kind::unavailable ||
          at + 1 == settings.databases.size()) {
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
  return checked(on_the_first_server(
      settings, [](const database::Address& address) { return database::open_writer(address); }));
}

std::unique_ptr<database::Session> reader(const settings::Settings& settings) {
  return checked(on_the_first_server(
      settings, [](const database::Address& address) { return database::open_reader(address); }));
}

std::unique_ptr<database::Session> migrator(const settings::Settings& settings) {
  return on_the_first_server(settings, [](const database::Address& address) {
    return database::open_writer(address, std::chrono::hours{24});
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

}  // namespace callwidgets::admin
