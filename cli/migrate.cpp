#include <iostream>

#include "cli/caller_key.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "database/migration.h"
#include "figures/generation.h"
#include "figures/rebuild.h"

namespace callwidgets::admin {

int migrate(const settings::Settings& settings, std::span<const std::string> words) {
  if (!words.empty()) throw Usage{"migrate takes nothing more"};
  // To take over all figures of many calls is one statement.
  for (const auto number : database::migrate(*patient_writer(settings)))
    std::cout << "schema " << number << " applied\n";
  const auto session = writer(settings);
  for (const auto& account : accounts::all(*session)) {
    if (figures::Generation::served(*session, account.number)) continue;
    figures::rebuild(*reader(settings), *session, account, account.zone_name);
    std::cout << "figures of account " << account.name << " built\n";
  }
  ensure_caller_key(*session, settings.caller_key_file);
  std::cout << "schema " << database::newest_schema() << " is in place\n";
  return 0;
}

}  // namespace callwidgets::admin
