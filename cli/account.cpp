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
    throw Usage{"the account's name has " + std::to_string(name.size()) + " bytes; allowed: 1 to " +
                std::to_string(longest_name)};
  }
  if (accounts::choose(session, name).account)
    throw Usage{"there is an account " + name + " already"};
}

void check_zone(const std::string& zone) {
  if (calendar::Zone::named(zone)) return;
  throw Usage{"the time zone is '" + zone +
              "'; allowed: an IANA name that this system knows, such as Europe/Amsterdam"};
}

// What changes for whom, now that there is another account: nothing, unless the operator says so.
void tell_who_is_served(database::Session& session, const settings::Settings& settings) {
  const auto served = accounts::served(session, settings.account);
  if (accounts::all(session).size() < 2) return;
  if (!served.account) {
    std::cout << served.problem << ": correct the setting account\n";
    return;
  }
  std::cout << "callwidgets goes on serving the account " << served.account->name
            << (settings.account.empty() ? ", the oldest; to serve another, set account = NAME in "
                                           "the settings and reload or restart callwidgets\n"
                                         : ", as the setting account says\n")
            << "commands take --account NAME, and else the account that the setting names\n";
}

void add(const settings::Settings& settings, database::Session& session, const CommandLine& line) {
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
  std::cout << "account " << name << " added, time zone " << zone << '\n';
  tell_who_is_served(session, settings);
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
  const auto account = account_to_change(session, settings, choice.account->name);
  figures::rebuild(*reader(settings), session, account, line.operands()[2]);
}

}  // namespace

int account(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"time-zone", "region"}};
  const auto& operands = line.operands();
  const auto session = writer(settings);
  if (operands.size() == 2 && operands[0] == "add") {
    add(settings, *session, line);
  } else if (operands.size() == 1 && operands[0] == "list") {
    list(*session);
  } else if (operands.size() == 3 && operands[0] == "rename") {
    rename(*session, line);
  } else if (operands.size() == 3 && operands[0] == "time-zone") {
    set_time_zone(settings, *session, line);
  } else {
    throw Usage{
        "account takes: add NAME [--time-zone ZONE] [--region CC], or list, or rename NAME NEW, or "
        "time-zone NAME ZONE"};
  }
  return 0;
}

}  // namespace callwidgets::admin
