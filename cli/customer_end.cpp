#include "cli/customer_end.h"

#include <iostream>
#include <stdexcept>

#include "cli/interruption.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "credentials/store.h"
#include "figures/erasing/customer_merge.h"
#include "figures/erasing/customer_removal.h"

namespace callwidgets::admin {
namespace {

std::string counted(std::int64_t number, const std::string& what) {
  return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
}

// What of an account is a customer's, and what names it.
std::string has(database::Session& session, std::int64_t account, std::int64_t customer,
                std::int64_t calls) {
  return counted(calls, "call") + "; it is named by " +
         counted(figures::count_mappings_of_customer(session, account, customer),
                 "number mapping") +
         " and " +
         counted(credentials::count_of_customer(session, account, customer), "credential");
}

// Runs `body`, which is ended between batches by a signal, and whose std::invalid_argument says
// what is wrong with the command.
template <class Body>
int run_in_batches(const std::string& command, Body body) {
  const Interruption interruption;
  try {
    body();
    return 0;
  } catch (const std::invalid_argument& problem) {
    throw Usage{problem.what()};
  } catch (const Interrupted& end) {
    std::cerr << "callwidgets-admin: " << end.what() << "; " << command << " again does the rest"
              << std::endl;
    return 128 + end.signal();
  }
}

// A dry run ends no interrupted load.
accounts::Account account_of(database::Session& session, const settings::Settings& settings,
                             const CommandLine& line, bool dry_run) {
  return dry_run ? chosen_account(session, settings, line.option("account"))
                 : account_to_change(session, settings, line.option("account"));
}

figures::BatchProgress shown_on(Progress& bar) {
  return [&bar](std::int64_t calls) {
    bar.show(calls, calls);
    Interruption::check();
  };
}

}  // namespace

int merge_customers(const settings::Settings& settings, const CommandLine& line) {
  line.allow_only({"dry-run", "account"});
  const std::int64_t from = customer_id(line.operands()[1]);
  const std::int64_t into = customer_id(line.operands()[2]);
  const bool dry_run = line.flag("dry-run");
  const std::string one = "customer " + std::to_string(from);
  const std::string other = "customer " + std::to_string(into);
  return run_in_batches("the same command", [&] {
    const auto session = writer(settings);
    const auto account = account_of(*session, settings, line, dry_run);
    figures::CustomerMerge merge{*session, account, from, into};
    if (merge.is_done()) {
      std::cout << one << " is merged into " << other << " already\n";
      return;
    }
    std::cout << one << " has " << has(*session, account.number, from, merge.calls()) << std::endl;
    if (dry_run) {
      std::cout << "nothing was changed\n";
      return;
    }
    merge.begin();
    credentials::replace_customer(*session, account.number, from, into);
    Progress bar{"merge", merge.calls()};
    const std::int64_t calls = merge.finish(shown_on(bar));
    bar.clear();
    std::cout << one << " is merged into " << other << ": " << counted(calls, "call")
              << " moved; what names " << from << " means " << into << " from now on\n";
  });
}

int remove_customer(const settings::Settings& settings, const CommandLine& line) {
  line.allow_only({"with-calls", "dry-run", "account"});
  const std::int64_t id = customer_id(line.operands()[1]);
  const bool with_calls = line.flag("with-calls");
  const bool dry_run = line.flag("dry-run");
  const std::string customer = "customer " + std::to_string(id);
  return run_in_batches("the same command", [&] {
    const auto session = writer(settings);
    const auto account = account_of(*session, settings, line, dry_run);
    figures::CustomerRemoval removal{*session, account, id};
    std::cout << customer << " has " << has(*session, account.number, id, removal.calls())
              << std::endl;
    if (dry_run) {
      std::cout << "nothing was changed\n";
      return;
    }
    if (removal.calls() > 0 && !with_calls) {
      throw Usage{customer +
                  " has calls: --with-calls removes them too, for good; customer "
                  "merge " +
                  std::to_string(id) + " INTO keeps them as another's"};
    }
    credentials::remove_customer(*session, account.number, id);
    Progress bar{"remove", removal.calls()};
    const std::int64_t calls = removal.run(with_calls, shown_on(bar));
    bar.clear();
    std::cout << customer << " is removed, and " << counted(calls, "call")
              << " with it; the same records bring none back, a new call makes the customer anew\n";
  });
}

}  // namespace callwidgets::admin
