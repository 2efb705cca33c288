#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <thread>

#include "accounts/source.h"
#include "calendar/clock.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "cli/source_calls.h"
#include "cli/sync_report.h"
#include "cli/unfinished_sync.h"
#include "figures/call_reader.h"
#include "figures/importing/background_sink.h"
#include "figures/importing/batch.h"
#include "figures/importing/bulk_load.h"
#include "figures/retention.h"
#include "figures/upkeep/erased_calls.h"
#include "figures/upkeep/rebuild.h"
#include "numbers/mapping_set.h"
#include "sources/sync.h"

namespace callwidgets::admin {
namespace {

using sources::Stretch;
using sources::SyncResult;

struct Wanted {
  std::optional<Stretch> full;  // else what may have changed
  bool accept_removals = false;
  bool dry_run = false;
};

std::int64_t begin_of(const calendar::Zone& zone, calendar::Day day) {
  return zone.begin_of(day).time_since_epoch().count();
}

// `2026-01-01..2026-03-31`, or one day.
Stretch days_in(const std::string& text, const calendar::Zone& zone) {
  const auto dots = text.find("..");
  const auto first = calendar::parse_day(text.substr(0, dots));
  const auto last = dots == std::string::npos ? first : calendar::parse_day(text.substr(dots + 2));
  if (!first || !last || *last < *first) {
    throw Usage{"--full is '" + text +
                "'; allowed: two days as YYYY-MM-DD..YYYY-MM-DD, the first not after the second"};
  }
  return {begin_of(zone, *first), begin_of(zone, *last + date::days{1})};
}

// From as far back as rows may still change to now, and a little further: clocks differ. It begins
// with a whole day, because one of which nothing is left holds removals back.
Stretch since_last(const sources::Source& source, const calendar::Zone& zone,
                   std::int64_t last_start) {
  constexpr std::int64_t hour = 3600;
  const std::int64_t now = calendar::wall_clock();
  if (last_start == 0) return {1, now + hour};
  const calendar::Instant back{std::chrono::seconds{
      std::min(last_start, now) - std::max(source.look_back(), source.longest_call())}};
  return {begin_of(zone, zone.local(back).day), now + hour};
}

SyncResult sync_into(SourceCalls& calls, figures::CallSink& sink, figures::CallReader& stored,
                     const accounts::Account& account, const Stretch& window,
                     sources::Sync::Options options) {
  Progress progress{calls.source().name(), 0};
  const auto shown = [&](std::int64_t time, std::int64_t count) {
    Interruption::check();
    progress.show(std::to_string(count) + " calls, up to " +
                  calendar::format(calendar::Instant{std::chrono::seconds{time}}) + " UTC");
  };
  options.progress = shown;
  sources::Sync sync{calls.slices(), calls.maker(), stored, sink, account.zone, options};
  try {
    SyncResult result = sync.run(window);
    sink.finish();
    progress.clear();
    return result;
  } catch (const Interrupted& end) {
    progress.clear();
    const figures::Abandoned left = sink.abandon();
    if (left == figures::Abandoned::batches_stay || left == figures::Abandoned::all_stays) throw;
    throw Interrupted{end.signal(), std::string{end.what()} + ": of this first sync nothing stays"};
  } catch (...) {
    progress.clear();
    sink.abandon();
    throw;
  }
}

// What an empty account gets first goes in by the fast path, whole or not at all.
std::unique_ptr<figures::CallSink> sink_for(const settings::Settings& settings,
                                            database::Session& reading, database::Session& writing,
                                            const accounts::Account& account, bool first) {
  if (first && figures::BulkLoad::possible(writing, account.number)) {
    // The other half is for the legs of a slice.
    constexpr std::int64_t part = 2;
    figures::BulkLoadOptions options{[&settings] { return silent_writer(settings); },
                                     Interruption::check,
                                     static_cast<std::size_t>(settings.import_memory_bytes / part)};
    return std::make_unique<figures::BackgroundSink>(
        std::make_unique<figures::BulkLoad>(reading, writing, account, std::move(options)));
  }
  return std::make_unique<figures::BatchWriter>(writing, account);
}

std::int64_t kept_from(database::Session& session, const accounts::Account& account) {
  const auto retention = figures::Retention::of(session, account.number);
  return retention ? retention->from.time_since_epoch().count() : 0;
}

// The column by which rows are found may tell an hour of it twice.
constexpr std::int64_t clock_change = 7200;

int sync_once(const settings::Settings& settings, const std::string& name, const Wanted& wanted,
              const std::optional<std::string>& account_option,
              std::string* told_before = nullptr) {
  const auto writing = writer(settings);
  const auto reading = reader(settings);
  const auto account = wanted.dry_run ? chosen_account(*writing, settings, account_option)
                                      : account_to_change(*writing, settings, account_option);
  // A source that can't be read is told of before anything is made for it.
  if (!wanted.dry_run) {
    const sources::Source checked{source_folder(settings), name, account.zone_name};
    accounts::make_source_number(*writing, account.number, name);
    figures::remove_retired(*writing, account.number);
  }
  SourceCalls calls{settings, name, account, *writing};
  figures::CallReader stored{*writing, account.number};
  const std::int64_t source = calls.number();
  const std::int64_t last = source == 0 ? 0 : stored.last_start_of(source);
  UnfinishedSync unfinished{*writing, account.number, source};
  Stretch usual = since_last(calls.source(), account.zone, last);
  usual.from = unfinished.from(usual.from);

  const bool first = last == 0;
  const auto sink = sink_for(settings, *reading, *writing, account, first && !wanted.dry_run);
  sources::Sync::Options options{
      source, wanted.accept_removals, wanted.dry_run, first, kept_from(*writing, account), {}, {},
      {}};
  if (figures::any_erased(*writing, account.number)) {
    options.erased = [&](std::span<const database::Value> ids) {
      return figures::erased_among(*writing, account.number, ids);
    };
  }
  // What loses its batches with its end leaves nothing unfinished.
  if (sink->keeps_batches()) options.before_writing = [&] { unfinished.begin(usual.from); };
  const Stretch window = wanted.full.value_or(usual);
  const SyncResult result = sync_into(calls, *sink, stored, account, window, std::move(options));
  const bool mapped_anew =
      !(calls.mappings() == numbers::MappingSet{*writing, account.number}.all());
  if (!wanted.dry_run) {
    // Other days than the usual ones settle nothing of these.
    if (result.held > 0 || (wanted.full && first) || mapped_anew) unfinished.begin(usual.from);
    if (result.held == 0 && !wanted.full && !mapped_anew) unfinished.end();
  }
  const bool more_to_come =
      !wanted.full && calls.feed().first_from(window.to + clock_change).has_value();
  const int status = report(name, calls, result, {wanted.dry_run, more_to_come, told_before});
  // Whose calls they are was changed meanwhile: what was written may go by the former mappings.
  return mapped_anew && !wanted.dry_run
             ? sync_once(settings, name, wanted, account_option, told_before)
             : status;
}

// Until a signal ends it. What goes wrong is told and tried again: the telephone system, or this
// one's database, may be away for a while.
int watch(const settings::Settings& settings, const std::string& name, const Wanted& wanted,
          const std::optional<std::string>& account) {
  constexpr std::chrono::seconds pause{10};
  std::string told, failure;  // are told once
  for (;;) {
    try {
      sync_once(settings, name, wanted, account, &told);
      failure.clear();
    } catch (const Interrupted&) {
      throw;
    } catch (const std::exception& error) {
      if (failure != error.what()) {
        std::cerr << "callwidgets-admin: sync " << name << ": " << error.what()
                  << "; it is tried again" << std::endl;
      }
      failure = error.what();
    }
    for (auto waited = std::chrono::milliseconds{0}; waited < pause;
         waited += std::chrono::milliseconds{200}) {
      Interruption::check();
      std::this_thread::sleep_for(std::chrono::milliseconds{200});
    }
  }
}

}  // namespace

int sync(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"full", "account"}, {"watch", "accept-removals", "dry-run"}};
  if (line.operands().size() != 1)
    throw Usage{"sync needs the NAME of one source; callwidgets-admin source list shows them"};
  if (line.flag("watch") && (line.option("full") || line.flag("dry-run")))
    throw Usage{"--watch goes with neither --full nor --dry-run"};
  Wanted wanted{std::nullopt, line.flag("accept-removals"), line.flag("dry-run")};
  if (const auto full = line.option("full")) {
    const auto session = reader(settings);
    wanted.full = days_in(*full, chosen_account(*session, settings, line.option("account")).zone);
  }
  const Interruption interruption;
  try {
    const std::string& name = line.operands()[0];
    if (line.flag("watch")) return watch(settings, name, wanted, line.option("account"));
    return sync_once(settings, name, wanted, line.option("account"));
  } catch (const Interrupted& end) {
    std::cerr << "callwidgets-admin: " << end.what() << "; the next sync goes on from what is there"
              << std::endl;
    return 128 + end.signal();
  }
}

}  // namespace callwidgets::admin
