#include <iostream>

#include "calls/call_rules.h"
#include "calls/origin/phone_areas.h"
#include "cli/caller_key.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "figures/erasing/caller_erasure.h"
#include "sql/statements.h"

namespace callwidgets::admin {
namespace {

figures::Erased erased_by(const CommandLine& line) {
  const std::string given = line.option("calls").value_or("go");
  if (given == "go") return figures::Erased::gone;
  if (given == "nobody") return figures::Erased::nobodys;
  throw Usage{"--calls is '" + given +
              "'; allowed: go (the calls are removed), nobody (they stay, without the caller)"};
}

// The caller as an import of this account would know him by that number.
figures::SoughtCaller sought(database::Session& session, const settings::Settings& settings,
                             const accounts::Account& account, const std::string& given) {
  const auto key = checked_caller_key(session, settings.caller_key_file);
  calls::PhoneAreas areas;
  calls::CallRules rules{
      key,
      areas,
      {account.region, settings.keep_numbers, calls::WithheldNumbers{settings.withheld}}};
  auto known = rules.caller_of(given);
  switch (known.number.form) {
    case calls::CallerNumber::Form::whole:
      return {known.caller, std::move(known.number.text)};
    case calls::CallerNumber::Form::withheld:
      throw Usage{
          "'" + given +
          "' stands for no caller (setting withheld); allowed: a complete telephone number"};
    case calls::CallerNumber::Form::masked:
      throw Usage{"'" + given +
                  "' is masked, and may be several callers; allowed: a complete telephone number"};
    case calls::CallerNumber::Form::unreadable:
      break;
  }
  throw Usage{"'" + given +
              "' is no telephone number; allowed: + and digits, or digits, as calls have it"};
}

std::string counted(std::int64_t calls) {
  return std::to_string(calls) + (calls == 1 ? " call" : " calls") + " of the caller";
}

void erase(const settings::Settings& settings, const CommandLine& line) {
  const figures::Erased what = erased_by(line);
  const bool dry_run = line.flag("dry-run");
  const auto writing = writer(settings);
  const auto reading = reader(settings);
  // A dry run ends no interrupted load.
  const auto account = dry_run ? chosen_account(*writing, settings, line.option("account"))
                               : account_to_change(*writing, settings, line.option("account"));
  const auto caller = sought(*writing, settings, account, line.operands()[1]);
  const std::int64_t total =
      reading->query(sql::calls::count, {{"account", account.number}}).integer(0, 0);
  Progress bar{"erase", total};
  const auto progress = [&](std::int64_t looked_at, std::int64_t found) {
    bar.show(looked_at, found);
    Interruption::check();
  };
  if (dry_run) {
    const std::int64_t calls = figures::count_calls_of(*reading, account.number, caller, progress);
    bar.clear();
    std::cout << counted(calls) << "; nothing was changed\n";
    return;
  }
  const std::int64_t calls =
      figures::erase_caller(*reading, *writing, account, caller, what, progress);
  bar.clear();
  std::cout << counted(calls) << (what == figures::Erased::gone ? " removed" : " made nobody's")
            << "; the same records bring nothing back, later calls are taken\n";
}

}  // namespace

int caller(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"calls", "account"}, {"dry-run"}};
  if (line.operands().size() != 2 || line.operands()[0] != "erase") {
    throw Usage{"caller takes: erase NUMBER [--calls go|nobody] [--dry-run]"};
  }
  const Interruption interruption;
  try {
    erase(settings, line);
    return 0;
  } catch (const Interrupted& end) {
    std::cerr << "callwidgets-admin: " << end.what() << "; the same command again does the rest"
              << std::endl;
    return 128 + end.signal();
  }
}

}  // namespace callwidgets::admin
