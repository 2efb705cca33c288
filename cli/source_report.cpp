#include "cli/source_report.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <utility>
#include <vector>

#include "calendar/day.h"

namespace callwidgets::admin {
namespace {

constexpr int width = 14;

void row(const std::string& name, const std::string& text) {
  std::cout << std::left << std::setw(width) << name << text << '\n';
}

std::string time(std::int64_t seconds) {
  return calendar::format(calendar::Instant{std::chrono::seconds{seconds}}) + " UTC";
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

// The most frequent first, a few of them.
std::string counted(const std::map<std::string, std::int64_t>& counts) {
  constexpr std::size_t most = 8;
  std::vector<std::pair<std::string, std::int64_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text;
  for (std::size_t at = 0; at < std::min(most, sorted.size()); ++at) {
    const auto& [name, count] = sorted[at];
    text += (text.empty() ? "" : ", ") + (name.empty() ? "none" : name) + " (" +
            std::to_string(count) + ")";
  }
  if (sorted.size() > most) text += " and " + std::to_string(sorted.size() - most) + " more";
  return text;
}

std::string about_zone(const sources::Source& source, const sources::Survey& survey) {
  const std::string& text = source.zone_name();
  if (!survey.ahead) return text + "; no id has a time that would prove it";
  if (*survey.ahead == 0)
    return text + "; the times in the ids of " + std::to_string(survey.stamped) + " rows agree";
  return text + "; WRONG: rows are " + std::to_string(*survey.ahead) +
         " seconds ahead of the times in their ids";
}

}  // namespace

void print(const sources::Source& source, const sources::Survey& survey) {
  row("reads", source.shown());
  row("columns", joined(survey.columns));
  row("zone", about_zone(source, survey));
  std::string rows = std::to_string(survey.rows);
  if (survey.rows > 0) rows += ", from " + time(survey.first) + " to " + time(survey.last);
  if (survey.bad > 0) rows += "; " + std::to_string(survey.bad) + " that can't be read";
  row("rows", rows);
  for (const std::string& problem : survey.problems) row("", problem);
  std::int64_t missed = 0;
  std::map<std::string, std::int64_t> reasons;
  for (const auto& [reason, count] : survey.missed) {
    missed += count;
    reasons[std::string{calls::name_of(reason)}] = count;
  }
  row("calls", std::to_string(survey.answered + missed) + ": " + std::to_string(survey.answered) +
                   " answered, " + std::to_string(missed) + " missed");
  if (missed > 0) row("missed", counted(reasons));
  std::map<std::string, std::int64_t> left_out;
  for (std::size_t kind = 1; kind < survey.left_out.size(); ++kind) {
    if (survey.left_out[kind] > 0) {
      left_out[std::string{name_of(static_cast<sources::LeftOut>(kind))}] = survey.left_out[kind];
    }
  }
  if (!left_out.empty()) row("left out", counted(left_out));
  if (!survey.called.empty()) row("numbers", counted(survey.called));
  if (!survey.lines.empty()) row("lines", counted(survey.lines));
  for (const std::string& suspicion : survey.suspicions) row("look at", suspicion);
  std::cout << std::flush;
}

}  // namespace callwidgets::admin
