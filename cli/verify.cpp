#include "figures/upkeep/verify.h"

#include <iostream>

#include "accounts/customer.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/zone_notice.h"
#include "database/stored_bytes.h"
#include "figures/upkeep/rebuild.h"
#include "question/question.h"

namespace callwidgets::admin {
namespace {

figures::VerifiedPart part_of(database::Session& session, std::int64_t account,
                              const CommandLine& line) {
  figures::VerifiedPart part;
  const auto from = line.day("from");
  const auto to = line.day("to");
  if (from || to) {
    part.range = {from.value_or(*calendar::parse_day("1970-01-01")),
                  to.value_or(*calendar::parse_day("9999-12-31"))};
  }
  if (const auto given = line.option("customer")) {
    part.customer = accounts::number_of(session, account, question::parse_customer_id(*given));
    if (!part.customer)
      throw Usage{"--customer: there is no customer " + *given + " in this account"};
  }
  return part;
}

}  // namespace

int verify(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"from", "to", "customer", "repair", "account"}};
  if (!line.operands().empty())
    throw Usage{"verify does not take '" + line.operands()[0] +
                "'; allowed: options such as --from DAY"};
  const bool repair = line.option("repair").has_value();
  if (repair && *line.option("repair") != "yes")
    throw Usage{"--repair is '" + *line.option("repair") + "'; allowed: yes"};
  const auto session = reader(settings);
  const auto account = repair
                           ? account_to_change(*writer(settings), settings, line.option("account"))
                           : chosen_account(*session, settings, line.option("account"));
  const auto part = part_of(*session, account.number, line);
  print_zone_notice(*session, account.number);
  const std::int64_t differences = figures::verify(
      *session, account, part, [](const std::string& text) { std::cout << text << '\n'; });
  std::cout << differences << " differences" << std::endl;
  if (differences == 0) return 0;
  if (repair) {
    const auto writing = writer(settings);
    database::convert_bytes(*writing);
    figures::rebuild(*session, *writing, account, account.zone_name);
    std::cout << "mended: the figures are built anew from the calls" << std::endl;
  }
  return 1;
}

}  // namespace callwidgets::admin
