#include <date/date.h>

#include <iostream>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "figures/generation.h"
#include "figures/retention.h"
#include "figures/upkeep/load_mark.h"
#include "sql/statements.h"

namespace callwidgets::admin {
namespace {

std::string day_text(std::int64_t day) { return calendar::format(calendar::day_of(day)); }

void print(database::Session& session, const accounts::Account& account) {
  const database::Arguments of_account{{"account", account.number}};
  const std::int64_t first = account.number << 32;
  const database::Arguments scopes{{"first", first}, {"last", first + (std::int64_t{1} << 32) - 1}};

  if (const auto load = figures::LoadState::of(session, account.number)) {
    std::cout << "first load    "
              << (load->interrupted() ? "interrupted, " + load->age() +
                                            ": the next command that changes the account removes "
                                            "what it left; import its files again"
                                      : "going on, " + load->age())
              << '\n';
  }
  const auto calls = session.query(sql::stats::calls, of_account);
  const bool any = calls.integer(0, 0) > 0;
  std::cout << "account       " << account.name << ", " << account.zone_name << '\n'
            << "customers     " << session.query(sql::stats::customers, of_account).integer(0, 0)
            << '\n'
            << "calls         " << calls.integer(0, 0) << ", " << calls.integer(0, 1)
            << " of them quarantined\n"
            << "days          "
            << (any ? day_text(calls.integer(0, 2)) + " to " + day_text(calls.integer(0, 3))
                    : "none")
            << '\n';
  const auto sums = session.query(sql::stats::sums, scopes);
  std::cout << "sums          " << sums.integer(0, 0) << " rows in " << sums.integer(0, 1)
            << " scopes\n";
  const auto tallies = session.query(sql::stats::tallies, scopes);
  std::cout << "tallies       " << tallies.integer(0, 0) << " rows, " << tallies.integer(0, 1)
            << " bytes packed\n";
  const auto callers = session.query(sql::stats::caller_days, scopes);
  std::cout << "callers       " << callers.integer(0, 0) << " in " << callers.integer(0, 1)
            << " rows, " << callers.integer(0, 2) << " bytes packed\n";
  if (const auto retention = figures::Retention::of(session, account.number)) {
    std::cout << "purged        calls before " << calendar::format(retention->from) << " UTC"
              << (retention->figures_stay ? "; their figures stay: a caller who came back after it "
                                            "may count twice in ranges across that day"
                                          : "; their figures are gone too")
              << (retention->finished ? "\n" : "; unfinished: purge again\n");
  }
  const auto generation = figures::Generation::served(session, account.number);
  std::cout << "generation    " << (generation ? std::to_string(generation->number) : "none")
            << '\n';
  if (generation) {
    const std::string notice = generation->zone_notice();
    std::cout << "tzdata        " << (generation->tzdata.empty() ? "unknown" : generation->tzdata)
              << (notice.empty() ? "" : "; ") << notice << '\n';
  }
  const auto last = session.query(sql::stats::last_batch, of_account);
  std::cout << "version       " << account.version << '\n' << "last change   ";
  if (last.integer(0, 2) == 0) {
    std::cout << "none\n";
  } else {
    std::cout << date::format("%F %T UTC",
                              date::sys_seconds{std::chrono::seconds{last.integer(0, 1)}})
              << '\n';
  }
}

}  // namespace

int stats(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"account"}};
  if (!line.operands().empty())
    throw Usage{"stats does not take '" + line.operands()[0] + "'; allowed: --account NAME"};
  const auto session = reader(settings);
  const auto account = chosen_account(*session, settings, line.option("account"));
  database::in_snapshot(*session, [&] {
    print(*session, account);
    return 0;
  });
  return 0;
}

}  // namespace callwidgets::admin
