#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

#include "calls/origin/phone_areas.h"
#include "calls/page_sets.h"
#include "cli/caller_key.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/fetch.h"
#include "cli/file_import.h"
#include "cli/interruption.h"
#include "cli/open.h"
#include "cli/zone_notice.h"
#include "figures/importing/background_sink.h"
#include "figures/importing/batch.h"
#include "figures/importing/bulk_load.h"
#include "figures/upkeep/rebuild.h"

namespace callwidgets::admin {
namespace {

calls::Format format_of(const CommandLine& line) {
  const auto given = line.option("format");
  if (!given) return calls::Format::detect;
  if (*given == "csv") return calls::Format::csv;
  if (*given == "json") return calls::Format::json;
  throw Usage{"--format is '" + *given + "'; allowed: csv, json"};
}

std::string name_of(const std::string& file) { return file == "-" ? "standard input" : file; }

// All that one run reads, once or, where it must, again.
struct Inputs {
  const CommandLine& line;
  std::optional<Fetched> fetched;

  // In bytes; what can't be read is told where it is read.
  std::int64_t size() const {
    if (fetched) return fetched->pages.size();
    std::int64_t bytes = 0;
    for (const std::string& file : line.operands()) {
      std::error_code unknown;
      const auto size = std::filesystem::file_size(file, unknown);
      if (file != "-" && !unknown) bytes += static_cast<std::int64_t>(size);
    }
    return bytes;
  }

  bool readable_again() const {
    const auto& files = line.operands();
    return std::find(files.begin(), files.end(), "-") == files.end();
  }
};

// The first calls of an account go in by the bulk path where they are many: `--bulk` says, else the
// input's size.
bool wants_bulk(const Inputs& inputs) {
  if (const auto given = inputs.line.option("bulk")) {
    if (*given != "yes" && *given != "no")
      throw Usage{"--bulk is '" + *given + "'; allowed: yes, no"};
    return *given == "yes";
  }
  constexpr std::int64_t many_bytes = 8 << 20;
  return inputs.size() >= many_bytes;
}

// What is being thrown, with a word about what is left of a load.
[[noreturn]] void rethrow_with(const std::string& ending) {
  try {
    throw;
  } catch (const Interrupted& end) {
    throw Interrupted{end.signal(), end.what() + ending};
  } catch (const std::bad_alloc&) {
    throw std::runtime_error("there is too little memory" + ending);
  } catch (const database::Error& error) {
    throw std::runtime_error(error.advice() + ending);
  } catch (const std::exception& error) {
    throw std::runtime_error(error.what() + ending);
  }
}

bool is_lack_of_memory(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::bad_alloc&) {
    return true;
  } catch (const std::system_error& error) {
    // So little that no thread can be had.
    return error.code() == std::errc::not_enough_memory ||
           error.code() == std::errc::resource_unavailable_try_again;
  } catch (...) {
    return false;
  }
}

// Whatever becomes of the rest, the inputs before one that can't be read stay, and what stood
// before its fault. Gives that fault.
std::exception_ptr read_all(const Inputs& inputs, const Destination& to, calls::PageSets& pages,
                            std::vector<FileResult>& results) {
  const auto import_one = [&](Input input) {
    FileImport one{std::move(input), inputs.line.option("rejects"), format_of(inputs.line), pages};
    one.run(to);
    results.push_back(one.result());
    if (to.sink.keeps_batches()) results.back().print();
  };
  if (inputs.fetched) {
    import_one({inputs.fetched->name, calls::FileSource{inputs.fetched->pages.reading()}, ""});
  }
  for (const std::string& file : inputs.line.operands()) {
    try {
      import_one({name_of(file), calls::FileSource{file}, file == "-" ? "" : file + ".rejected"});
    } catch (const calls::InputError& error) {
      return std::make_exception_ptr(std::runtime_error(name_of(file) + ": " + error.what()));
    }
  }
  return nullptr;
}

// Gives the exit status. Throws std::bad_alloc where a first load lacked memory, and nothing is
// left of it.
int import_all(const Inputs& inputs, const Destination& to) {
  std::vector<FileResult> results;
  std::exception_ptr unreadable;
  calls::PageSets pages;
  try {
    unreadable = read_all(inputs, to, pages, results);
    to.sink.finish();
  } catch (...) {
    switch (to.sink.abandon()) {
      case figures::Abandoned::batches_stay:
        throw;
      case figures::Abandoned::nothing_stays:
        if (is_lack_of_memory(std::current_exception())) throw std::bad_alloc{};
        rethrow_with("; nothing is kept of this first load. Import the whole file again");
      case figures::Abandoned::remains_stay:
        rethrow_with(
            "; nothing of this first load counts, and the next command that changes the account "
            "removes what it left. Then import the whole file again");
      case figures::Abandoned::all_stays:
        break;
    }
  }
  if (!to.sink.keeps_batches()) {
    for (const FileResult& result : results) result.print();
  }
  if (unreadable) std::rethrow_exception(unreadable);
  for (const std::string& missing : pages.missing()) {
    std::cerr << "the pages are not complete: " << missing
              << "; get them again, all or those alone, and import them\n";
  }
  const bool rejected = std::any_of(results.begin(), results.end(),
                                    [](const FileResult& result) { return result.rejected > 0; });
  return rejected ? 3 : 0;
}

// Nothing where there is too little memory for the fast path, and the inputs can be read again.
std::optional<int> load_all(const settings::Settings& settings, database::Session& reading,
                            database::Session& writing, const Inputs& inputs,
                            calls::CallRules& rules, const accounts::Account& account) {
  try {
    figures::BulkLoadOptions options{[&] { return silent_writer(settings); }, Interruption::check,
                                     static_cast<std::size_t>(settings.import_memory_bytes)};
    figures::BackgroundSink sink{
        std::make_unique<figures::BulkLoad>(reading, writing, account, std::move(options))};
    // None is purged from here on.
    const auto retention = figures::Retention::of(writing, account.number);
    return import_all(inputs, {rules, account, retention, sink});
  } catch (const std::exception&) {
    if (!is_lack_of_memory(std::current_exception())) throw;
  }
  if (!inputs.readable_again()) {
    throw std::runtime_error(
        "there is too little memory for the fast path, and standard input can't be read again; "
        "nothing is kept of this first load: begin it again with --bulk no");
  }
  std::cerr << "there is too little memory for the fast path: the calls go in by ordinary batches"
            << std::endl;
  return std::nullopt;
}

}  // namespace

int import(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{
      words, {"format", "rejects", "bulk", "account", "url", "login", "auth", "attempts"}};
  const bool remote = line.option("url").has_value();
  if (remote != line.operands().empty())
    throw Usage{"import needs a FILE, or `-` for standard input, or --url URL alone"};
  format_of(line);
  if (line.option("rejects") && line.operands().size() > 1) {
    throw Usage{"--rejects goes with one FILE, for each file would overwrite it; got " +
                std::to_string(line.operands().size()) + " files"};
  }
  const Interruption interruption;
  try {
    Inputs inputs{line, std::nullopt};
    if (remote) {
      // What is wrong here shows before the fetch; no session waits while it lasts.
      chosen_account(*writer(settings), settings, line.option("account"));
      inputs.fetched = fetch(line);
    }
    const auto writing = writer(settings);
    const auto reading = reader(settings);
    const auto account = account_to_change(*writing, settings, line.option("account"));
    const auto key = checked_caller_key(*writing, settings.caller_key_file);
    figures::remove_retired(*writing, account.number);
    print_zone_notice(*writing, account.number);
    calls::PhoneAreas areas;
    calls::CallRules rules{
        key,
        areas,
        {account.region, settings.keep_numbers, calls::WithheldNumbers{settings.withheld}}};
    if (wants_bulk(inputs) && figures::BulkLoad::possible(*writing, account.number)) {
      if (const auto status = load_all(settings, *reading, *writing, inputs, rules, account)) {
        return *status;
      }
    }
    figures::BatchWriter sink{*writing, account};
    const auto retention = figures::Retention::of(*writing, account.number);
    return import_all(inputs, {rules, account, retention, sink});
  } catch (const Interrupted& end) {
    std::cerr << "callwidgets-admin: " << end.what() << std::endl;
    return 128 + end.signal();
  }
}

}  // namespace callwidgets::admin
