#include "cli/open.h"

#include <stdexcept>

#include "database/address.h"

namespace callwidgets::admin {

std::unique_ptr<database::Session> writer(const settings::Settings& settings) {
  return database::open_writer(*database::Address::parse(settings.database));
}

std::unique_ptr<database::Session> reader(const settings::Settings& settings) {
  return database::open_reader(*database::Address::parse(settings.database));
}

accounts::Account chosen_account(database::Session& session, const settings::Settings& settings,
                                 const std::optional<std::string>& option) {
  auto choice = accounts::choose(session, option.value_or(settings.account));
  if (!choice.account) throw std::runtime_error(choice.problem);
  return *choice.account;
}

}  // namespace callwidgets::admin
