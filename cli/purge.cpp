#include "figures/upkeep/purge.h"

#include <chrono>
#include <iostream>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/open.h"

namespace callwidgets::admin {

int purge(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"before", "figures", "account"}};
  const auto before = line.day("before");
  const std::string figures = line.option("figures").value_or("");
  if (!line.operands().empty() || !before)
    throw Usage{before ? "purge does not take '" + line.operands()[0] +
                             "'; allowed: --before DAY --figures go|stay"
                       : "purge needs --before DAY and --figures go|stay"};
  if (figures != "go" && figures != "stay") {
    throw Usage{"--figures is '" + figures +
                "'; allowed: go (what was counted of the purged calls goes too), stay"};
  }
  const auto session = writer(settings);
  const auto account = account_to_change(*session, settings, line.option("account"));
  const auto now =
      std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  const calendar::Day today = account.zone.local(now).day;
  if (*before > today) {
    throw Usage{"--before is " + calendar::format(*before) + "; allowed: up to today, " +
                calendar::format(today) +
                ", because calls before that day are refused from then on"};
  }
  try {
    figures::purge(*reader(settings), *session, account, calendar::number(*before),
                   figures == "stay");
  } catch (const std::invalid_argument& problem) {
    throw Usage{"--before is " + calendar::format(*before) + ", but " + problem.what()};
  }
  std::cout << "calls of account " << account.name << " before " << calendar::format(*before)
            << " purged; what was counted of them " << (figures == "stay" ? "stays" : "is gone")
            << '\n';
  return 0;
}

}  // namespace callwidgets::admin
