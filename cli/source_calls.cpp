#include "cli/source_calls.h"

#include <thread>

#include "accounts/source.h"
#include "calendar/day.h"
#include "cli/caller_key.h"
#include "cli/interruption.h"
#include "numbers/mapping_set.h"

namespace callwidgets::admin {
namespace {

void wait(sources::Pace::Clock::duration time) {
  Interruption::check();
  std::this_thread::sleep_for(time);
}

std::vector<std::string> withheld(const settings::Settings& settings,
                                  const sources::Source& source) {
  std::vector<std::string> words = settings.withheld;
  for (const std::string& word : source.settings().list("withheld_words")) words.push_back(word);
  return words;
}

}  // namespace

sources::SourceFolder source_folder(const settings::Settings& settings) {
  return sources::SourceFolder{settings.sources_folder};
}

SourceCalls::SourceCalls(const settings::Settings& settings, const std::string& name,
                         const accounts::Account& account, database::Session& session)
    : account_(account),
      source_(source_folder(settings), name, account.zone_name),
      number_(accounts::source_number(session, account.number, name).value_or(0)),
      key_(checked_caller_key(session, settings.caller_key_file)),
      rules_(key_, areas_,
             {account.region, settings.keep_numbers,
              calls::WithheldNumbers{withheld(settings, source_)}}),
      mappings_(numbers::MappingSet{session, account.number}.all()),
      directory_(mappings_),
      maker_(
          rules_,
          [this](const std::string& called, std::int64_t start) { return owner_of(called, start); },
          {name, number_, [this](const std::string& called) { return cleaned(called); },
           source_.unknown_customer()}),
      feed_(source_.open(
          [this](const sources::BadRow& row) {
            if (bad_rows_++ == 0) {
              // A row of a file names it itself.
              first_bad_row_ = source_.reads_files()
                                   ? row.problem
                                   : source_.shown() + ", row " + std::to_string(row.number) +
                                         ": " + row.problem;
            }
          },
          wait)),
      slices_(*feed_, source_.method(), source_.rules(), source_.longest_call()) {}

std::string SourceCalls::cleaned(const std::string& called) {
  return numbers::called_number(called, areas_, account_.region);
}

bool SourceCalls::is_mapped(const sources::Verdict& verdict) {
  return owner_of(cleaned(verdict.called), verdict.start).has_value();
}

std::optional<sources::Owner> SourceCalls::owner_of(const std::string& called, std::int64_t start) {
  const auto day = account_.zone.local(calendar::Instant{std::chrono::seconds{start}}).day;
  const auto* mapping = directory_.find(called, calendar::number(day));
  if (!mapping) return std::nullopt;
  return sources::Owner{mapping->customer_id, mapping->attribution};
}

}  // namespace callwidgets::admin
