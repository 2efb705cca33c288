#include "cli/number_missing.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <vector>

#include "calendar/clock.h"
#include "calendar/day.h"
#include "cli/command_line.h"
#include "cli/interruption.h"
#include "cli/open.h"
#include "cli/source_calls.h"

namespace callwidgets::admin {
namespace {

struct Called {
  std::int64_t calls = 0;
  std::int64_t last = 0;  // seconds since 1970, UTC
};

std::int64_t days_of(const CommandLine& line) {
  const std::string given = line.option("days").value_or("30");
  constexpr std::size_t most_digits = 5;
  if (given.empty() || given.size() > most_digits ||
      given.find_first_not_of("0123456789") != std::string::npos || std::stoll(given) == 0)
    throw Usage{"--days is '" + given + "'; allowed: a whole number from 1 to 99999"};
  return std::stoll(given);
}

}  // namespace

int number_missing(const settings::Settings& settings, const CommandLine& line) {
  constexpr std::int64_t day = 86'400;
  const std::int64_t now = calendar::wall_clock();
  const sources::Stretch time{now - days_of(line) * day, now + 1};
  const Interruption interruption;
  const auto session = reader(settings);
  const auto account = chosen_account(*session, settings, line.option("account"));
  std::map<std::pair<std::string, std::string>, Called> missing;  // by number and source
  for (const std::string& name : source_folder(settings).names()) {
    SourceCalls calls{settings, name, account, *session};
    calls.slices().each(time, [&](const sources::Slice& slice) {
      Interruption::check();
      for (const sources::Judged& judged : slice.judged) {
        const auto& verdict = judged.verdict;
        if (verdict.left_out != sources::LeftOut::counted || calls.is_mapped(verdict)) continue;
        Called& called = missing[{verdict.called, name}];
        ++called.calls;
        called.last = std::max(called.last, verdict.start);
      }
    });
  }
  std::vector<std::pair<std::pair<std::string, std::string>, Called>> sorted(missing.begin(),
                                                                             missing.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.calls > b.second.calls; });
  for (const auto& [key, called] : sorted) {
    const auto last = account.zone.local(calendar::Instant{std::chrono::seconds{called.last}}).day;
    std::cout << (key.first.empty() ? "-" : key.first) << '\t' << key.second << '\t' << called.calls
              << '\t' << calendar::format(last) << '\n';
  }
  std::cout << std::flush;
  return 0;
}

}  // namespace callwidgets::admin
