#include <chrono>
#include <iostream>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "question/question.h"
#include "sql/statements.h"
#include "widgets/answer.h"

namespace callwidgets::admin {
namespace {

widgets::Source source_of(const CommandLine& line) {
  const std::string given = line.option("read").value_or("figures");
  if (given == "figures") return widgets::Source::figures;
  if (given == "calls") return widgets::Source::calls;
  throw Usage{"--read is '" + given + "'; allowed: figures, calls"};
}

}  // namespace

int query(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"customer", "from", "to", "datasources", "account", "read"}};
  if (line.operands().size() != 1)
    throw Usage{"query takes one TYPE, or several separated by commas, and got " +
                std::to_string(line.operands().size()) + " words"};

  question::Parameters parameters;
  parameters.set("type", line.operands()[0]);
  for (const auto& [option, parameter] :
       {std::pair{"customer", "customer_id"}, std::pair{"from", "from_date"},
        std::pair{"to", "to_date"}, std::pair{"datasources", "datasources"}}) {
    if (const auto value = line.option(option)) parameters.set(parameter, *value);
  }
  const auto session = reader(settings);
  const auto account = served_account(*session, settings, line.option("account"));
  const auto now = date::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const identity::Caller caller{account.number, std::nullopt, ""};
  const auto question =
      question::parse(parameters, caller,
                      {account.number, sql::widget_names, account.zone.local(now).day,
                       settings.max_days, settings.top_customers});
  figures::SubjectCache book;
  std::cout << widgets::answer(*session, book, question,
                               {settings.top_customers, settings.customer_url}, source_of(line))
                   .body
            << std::flush;
  return 0;
}

}  // namespace callwidgets::admin
