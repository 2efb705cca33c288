#include <iostream>
#include <optional>
#include <stdexcept>

#include "calendar/day.h"
#include "calls/input/byte_source.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/open.h"
#include "cli/source_calls.h"
#include "figures/call_reader.h"
#include "sources/reconciliation.h"
#include "sources/rows/file_form.h"

namespace callwidgets::admin {
namespace {

using sources::Difference;
using sources::Outcome;

// What the other counting says.
std::string_view theirs(Difference::Kind kind) {
  switch (kind) {
    case Difference::Kind::they_answered:
      return "answered";
    case Difference::Kind::they_missed:
      return "missed";
    case Difference::Kind::only_here:
      return "no such call";
    case Difference::Kind::only_there:
      return "a call";
  }
  return "";
}

// `them` is what made the other counting. Times are by the account's clock.
void print(const std::vector<Difference>& differences, std::string_view them,
           const calendar::Zone& zone) {
  for (const Difference& one : differences) {
    const std::int64_t ahead = zone.offset(calendar::Instant{std::chrono::seconds{one.start}});
    std::cout << "  " << one.id << "  "
              << (one.start == 0 ? std::string{"-"}
                                 : calendar::format(
                                       calendar::Instant{std::chrono::seconds{one.start + ahead}}))
              << "  " << them << ": " << theirs(one.kind) << "; callwidgets: " << one.cause << '\n';
  }
}

std::int64_t rows_with(const sources::Reconciliation& reconciliation, Outcome outcome) {
  const auto found = reconciliation.rows().find(outcome);
  return found == reconciliation.rows().end() ? 0 : found->second;
}

void print_rows(const sources::Reconciliation& counted) {
  std::int64_t all = 0;
  for (const auto& [outcome, count] : counted.rows()) all += count;
  std::cout << "each row counted as a call, as FreePBX's CDR Reports do: " << all << " rows, "
            << rows_with(counted, Outcome::answered) << " answered, "
            << all - rows_with(counted, Outcome::answered) << " not; of these rows are\n  "
            << counted.rows_of_calls() << "  legs of the calls from outside\n";
  for (std::size_t kind = 1; kind < counted.rows_left_out().size(); ++kind) {
    if (counted.rows_left_out()[kind] == 0) continue;
    std::cout << "  " << counted.rows_left_out()[kind] << "  "
              << name_of(static_cast<sources::LeftOut>(kind)) << '\n';
  }
}

std::vector<sources::Claim> claims_of(const std::string& path) {
  try {
    calls::FileSource bytes{path};
    const auto rows = sources::read_rows(bytes, {});
    return sources::claims_in(path, rows->columns(), *rows);
  } catch (const calls::InputError& error) {
    throw std::runtime_error{path + ": " + error.what()};
  }
}

}  // namespace

int reconcile(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"day", "against", "account"}};
  const auto day = line.day("day");
  if (line.operands().size() != 1 || !day)
    throw Usage{"reconcile needs the NAME of a source and --day DAY, and takes --against FILE"};
  const Interruption interruption;
  const auto session = reader(settings);
  const auto account = chosen_account(*session, settings, line.option("account"));
  SourceCalls calls{settings, line.operands()[0], account, *session};
  const calendar::Zone& zone = account.zone;
  const sources::Stretch time{zone.begin_of(*day).time_since_epoch().count(),
                              zone.begin_of(*day + date::days{1}).time_since_epoch().count()};
  // Before all else: it may not be there.
  std::optional<std::vector<sources::Claim>> claims;
  const auto against = line.option("against");
  if (against) claims = claims_of(*against);
  sources::Reconciliation counted;
  calls.slices().each(time, [&](const sources::Slice& slice) { counted.take(slice); });

  std::cout << "calls from outside: " << counted.answered() + counted.missed() << ", "
            << counted.answered() << " answered by a person, " << counted.missed() << " missed\n";
  print_rows(counted);
  std::cout << "a call counted as answered where any of its rows is: " << counted.any_answered()
            << " answered, " << counted.answered() + counted.missed() - counted.any_answered()
            << " missed; nobody spoke to the callers of these\n";
  print(counted.wrongly_answered(), "by any row", zone);
  if (calls.number() != 0) {
    std::int64_t stored = 0;
    std::int64_t answered = 0;
    figures::CallReader{*session, account.number}.of_source(calls.number(), time.from, time.to - 1,
                                                            [&](std::vector<calls::Call>& page) {
                                                              for (const calls::Call& call : page) {
                                                                ++stored;
                                                                answered += call.answered ? 1 : 0;
                                                              }
                                                            });
    std::cout << "stored by the last sync: " << stored << ", " << answered << " answered, "
              << stored - answered << " missed\n";
  }
  if (claims) {
    const auto differences = counted.compare(*claims);
    std::cout << *against << ": " << claims->size() << " calls, " << differences.size()
              << (differences.size() == 1 ? " difference\n" : " differences\n");
    print(differences, "there", zone);
  }
  std::cout << std::flush;
  return 0;
}

}  // namespace callwidgets::admin
