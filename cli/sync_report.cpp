#include "cli/sync_report.h"

#include <algorithm>
#include <iostream>
#include <sstream>
#include <vector>

#include "calendar/day.h"

namespace callwidgets::admin {
namespace {

std::string plural(std::int64_t count, const std::string& one) {
  return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

void tell_unknown(std::ostream& out, const std::string& name, const sources::SyncResult& result) {
  std::vector<std::pair<std::int64_t, std::string>> numbers;
  for (const auto& [number, count] : result.unknown_numbers) {
    if (number.empty()) {
      out << name << ": " << plural(count, "call")
          << " without a called number are left out: `unknown_customer` in the source's file says "
             "whose they are, or `called` which column has the number\n";
    } else {
      numbers.emplace_back(count, number);
    }
  }
  if (numbers.empty()) return;
  std::sort(numbers.rbegin(), numbers.rend());
  constexpr std::size_t most = 5;
  out << name << ": no number mapping names a customer for calls to ";
  for (std::size_t at = 0; at < std::min(most, numbers.size()); ++at)
    out << (at == 0 ? "" : ", ") << numbers[at].second << " (" << numbers[at].first << ")";
  if (numbers.size() > most) out << " and " << numbers.size() - most << " more";
  out << ": they are left out. callwidgets-admin number add maps one; sync --full takes in what "
         "came before\n";
}

void tell_held(std::ostream& out, const std::string& name, const sources::SyncResult& result) {
  if (result.held == 0) return;
  out << name << ": the source no longer has " << plural(result.held, "call") << " of "
      << result.stored << " that are here";
  if (!result.emptied.empty()) {
    out << ", all of " << calendar::format(result.emptied.front());
    if (result.emptied.size() > 1)
      out << " and " << plural(static_cast<std::int64_t>(result.emptied.size()) - 1, "other day");
  }
  out << ": none is removed. Where that is right, sync it again with --accept-removals" << '\n';
}

// What the operator has to look at; each in a line.
std::string problems_of(const std::string& name, const SourceCalls& calls,
                        const sources::SyncResult& result) {
  std::ostringstream out;
  tell_unknown(out, name, result);
  if (result.refused > 0)
    out << name << ": " << plural(result.refused, "call") << " of days that were purged stay away"
        << '\n';
  if (result.bad > 0)
    out << name << ": " << plural(result.bad, "call")
        << " can't be taken, the first: " << result.first_bad << '\n';
  if (calls.bad_rows() > 0)
    out << name << ": " << plural(calls.bad_rows(), "row")
        << " can't be read, the first: " << calls.first_bad_row() << '\n';
  tell_held(out, name, result);
  return out.str();
}

}  // namespace

int report(const std::string& name, const SourceCalls& calls, const sources::SyncResult& result,
           const ReportOptions& options) {
  const auto& counts = result.counts;
  const bool changed = counts.added + counts.replaced + counts.removed > 0;
  if (changed || !options.told_before) {
    std::cout << name << ": " << (options.dry_run ? "would be " : "") << counts.added << " new, "
              << counts.replaced << " changed, " << counts.removed << " removed, "
              << counts.unchanged << " as they were";
    std::int64_t left_out = 0;
    for (std::size_t kind = 1; kind < result.left_out.size(); ++kind)
      left_out += result.left_out[kind];
    std::cout << "; left out " << left_out;
    std::string kinds;
    for (std::size_t kind = 1; kind < result.left_out.size(); ++kind) {
      if (result.left_out[kind] == 0) continue;
      kinds += (kinds.empty() ? "" : ", ") + std::to_string(result.left_out[kind]) + " " +
               std::string{name_of(static_cast<sources::LeftOut>(kind))};
    }
    if (!kinds.empty()) std::cout << " (" << kinds << ")";
    std::cout << std::endl;
  }
  std::string problems = problems_of(name, calls, result);
  if (options.rows_of_the_future)
    problems += name +
                ": the source has rows of times to come, which are taken when their time has "
                "come: its clock was ahead, or its time zone is not " +
                calls.source().zone_name() + "\n";
  if (!options.told_before || problems != *options.told_before) std::cerr << problems << std::flush;
  if (options.told_before) *options.told_before = problems;
  if (result.held > 0) return 4;
  return result.bad + calls.bad_rows() > 0 ? 3 : 0;
}

}  // namespace callwidgets::admin
