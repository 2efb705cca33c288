#include "figures/upkeep/rebuild.h"

#include <iostream>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/open.h"

namespace callwidgets::admin {

int rebuild(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"account"}};
  if (!line.operands().empty())
    throw Usage{"rebuild does not take '" + line.operands()[0] + "'; allowed: --account NAME"};
  const auto session = writer(settings);
  const auto account = account_to_change(*session, settings, line.option("account"));
  figures::rebuild(*reader(settings), *session, account, account.zone_name);
  std::cout << "figures of account " << account.name << " rebuilt\n";
  return 0;
}

}  // namespace callwidgets::admin
