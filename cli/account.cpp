#include <iostream>

#include "calls/origin/phone_areas.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "figures/generation.h"
#include "figures/upkeep/rebuild.h"

namespace callwidgets::admin {
namespace {

constexpr std::size_t longest_name = 200;

void check_name(database::Session& session, const std::string& name) {
  if (name.empty() || name.size() > longest_name) {
    throw Usage{"an account's name has 1 to " + std::to_string(longest_name) + " bytes"};
  }
  if (accounts::choose(session, name).account)
    throw Usage{"there is an account " + name + " already"};
}

void check_zone(const std::string& zone) {
  if (calendar::Zone::named(zone)) return;
  throw Usage{"the time zone is '" + zone +
              "'; allowed: an IANA name that this system knows, such as Europe/Amsterdam"};
}

void add(database::Session& session, const CommandLine& line) {
  const std::string& name = line.operands()[1];
  const std::string zone = line.option("time-zone").value_or("UTC");
  const std::string region = line.option("region").value_or("");
  check_name(session, name);
  check_zone(zone);
  if (!region.empty() && !calls::PhoneAreas::knows(region)) {
    throw Usage{"--region is '" + region +
                "'; allowed: a country's two capital letters (ISO 3166), such as GB"};
  }
  database::in_transaction(session, [&] {
    const std::int64_t number = accounts::add(session, name, zone, region);
    figures::Generation::create(session, number, zone, 0).serve(session);
  });
}

void list(database::Session& session) {
  for (const auto& account : accounts::all(session)) {
    std::cout << account.name << '\t' << account.zone_name << '\t'
              << (account.region.empty() ? "-" : account.region) << '\n';
  }
}

void rename(database::Session& session, const CommandLine& line) {
  const auto choice = accounts::choose(session, line.operands()[1]);
  if (!choice.account) throw Usage{choice.problem};
  check_name(session, line.operands()[2]);
  accounts::rename(session, *choice.account, line.operands()[2]);
}

// A day then begins at another instant, so all figures are built anew; until that is done the old
// ones answer.
void set_time_zone(const settings::Settings& settings, database::Session& session,
                   const CommandLine& line) {
  const auto choice = accounts::choose(session, line.operands()[1]);
  if (!choice.account) throw Usage{choice.problem};
  check_zone(line.operands()[2]);
  figures::rebuild(*reader(settings), session, *choice.account, line.operands()[2]);
}

}  // namespace

int account(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"time-zone", "region"}};
  const auto& operands = line.operands();
  const auto session = writer(settings);
  if (operands.size() == 2 && operands[0] == "add") {
    add(*session, line);
  } else if (operands.size() == 1 && operands[0] == "list") {
    list(*session);
  } else if (operands.size() == 3 && operands[0] == "rename") {
    rename(*session, line);
  } else if (operands.size() == 3 && operands[0] == "time-zone") {
    set_time_zone(settings, *session, line);
  } else {
    throw Usage{
        "account add NAME, account list, account rename NAME NEW, or account time-zone NAME ZONE"};
  }
  return 0;
}

}  // namespace callwidgets::admin
