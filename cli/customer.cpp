#include <iostream>

#include "accounts/customer.h"
#include "accounts/ledger.h"
#include "accounts/merged_customers.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/customer_end.h"
#include "cli/open.h"
#include "question/question.h"

namespace callwidgets::admin {
namespace {

constexpr std::size_t longest_name = 1000;

const std::string& checked(const std::string& name) {
  if (name.size() > longest_name)
    throw Usage{"a name or number has " + std::to_string(name.size()) + " bytes; allowed: up to " +
                std::to_string(longest_name)};
  return name;
}

void add(database::Session& session, const accounts::Account& account, const CommandLine& line) {
  const std::int64_t id = customer_id(line.operands()[1]);
  const accounts::Customer customer{id, checked(line.option("name").value_or(std::to_string(id))),
                                    checked(line.option("custnr").value_or(""))};
  accounts::change(session, account.number, [&] {
    if (accounts::number_of(session, account.number, id)) {
      throw Usage{"there is a customer " + std::to_string(id) +
                  " already; customer rename changes the name"};
    }
    accounts::forget_merged(session, account.number, id);
    accounts::add(session, account.number, customer);
  });
}

void rename(database::Session& session, const accounts::Account& account, const CommandLine& line) {
  const std::int64_t id = customer_id(line.operands()[1]);
  accounts::change(session, account.number, [&] {
    if (!accounts::rename(session, account.number, id, checked(line.operands()[2]))) {
      throw Usage{"there is no customer " + std::to_string(id) +
                  "; customer list shows those that there are"};
    }
  });
}

void list(database::Session& session, const accounts::Account& account) {
  constexpr std::int64_t pagesize = 1000;
  for (std::int64_t number = 0;; ++number) {
    const auto page = accounts::page(session, account.number, {}, {}, number, pagesize);
    for (const auto& customer : page.customers) {
      std::cout << customer.customer_id << '\t' << customer.name << '\t' << customer.custnr << '\n';
    }
    if (page.customers.size() < static_cast<std::size_t>(pagesize)) return;
  }
}

}  // namespace

std::int64_t customer_id(const std::string& text) {
  const std::int64_t id = question::parse_customer_id(text);
  if (id == 0)
    throw Usage{"the customer's id is '" + text + "'; allowed: 1 to 18 digits, the first not 0"};
  return id;
}

int customer(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"name", "custnr", "account"}, {"with-calls", "dry-run"}};
  const auto& operands = line.operands();
  if (operands.size() == 3 && operands[0] == "merge") return merge_customers(settings, line);
  if (operands.size() == 2 && operands[0] == "remove") return remove_customer(settings, line);
  line.allow_only({"name", "custnr", "account"});
  const auto session = writer(settings);
  const auto account = chosen_account(*session, settings, line.option("account"));
  if (operands.size() == 2 && operands[0] == "add") {
    add(*session, account, line);
  } else if (operands.size() == 1 && operands[0] == "list") {
    list(*session, account);
  } else if (operands.size() == 3 && operands[0] == "rename") {
    rename(*session, account, line);
  } else {
    throw Usage{
        "customer takes: add ID [--name NAME] [--custnr NUMBER], or list, or rename ID NAME, or "
        "merge ID INTO [--dry-run], or remove ID [--with-calls] [--dry-run]"};
  }
  return 0;
}

}  // namespace callwidgets::admin
