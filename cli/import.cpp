#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

#include "calls/call_rules.h"
#include "calls/input/byte_source.h"
#include "calls/origin/phone_areas.h"
#include "calls/page_sets.h"
#include "calls/record_reader.h"
#include "calls/rejects.h"
#include "cli/caller_key.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/fetch.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "cli/zone_notice.h"
#include "figures/importing/background_sink.h"
#include "figures/importing/batch.h"
#include "figures/importing/bulk_load.h"
#include "figures/retention.h"
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

// What is read: a file, standard input, or what was fetched.
struct Input {
  std::string name;
  calls::FileSource source;
  std::string rejects;  // empty: standard error
};

Input input_of(const std::string& file) {
  if (file == "-") return {"standard input", calls::FileSource{file}, ""};
  return {file, calls::FileSource{file}, file + ".rejected"};
}

// One file's way into the account.
class FileImport {
 public:
  FileImport(Input input, const std::optional<std::string>& rejects, calls::Format format,
             calls::PageSets& pages)
      : name_(std::move(input.name)),
        source_(std::move(input.source)),
        reader_(calls::read_records(source_, format,
                                    [&pages](const calls::Page& page) { pages.add(page); })),
        rejects_(rejects                 ? std::make_unique<calls::Rejects>(*rejects)
                 : input.rejects.empty() ? std::make_unique<calls::Rejects>(std::cerr)
                                         : std::make_unique<calls::Rejects>(input.rejects)),
        progress_(name_, source_.size()) {}

  void run(calls::CallRules& rules, const accounts::Account& account,
           const std::optional<figures::Retention>& retention, figures::CallSink& sink) {
    calls::Record record;
    std::string reason;
    while (next(record, sink)) {
      calls::Call call;
      if (!record.problem.empty()) {
        rejects_->add(record.line, record.problem, record.raw);
      } else if (!rules.read(record, call, reason)) {
        rejects_->add(record.line, reason, record.raw);
      } else if (retention && !(reason = retention->refusal(call)).empty()) {
        rejects_->add(record.line, reason, record.raw);
      } else {
        if (rules.number_was_unreadable()) {
          if (unreadable_++ == 0) first_unreadable_ = record.line;
        }
        if (batch_.empty()) first_line_ = record.line;
        batch_.push_back(std::move(call));
      }
      if (batch_.size() == sink.batch_size()) write(sink);
      progress_.show(source_.position(), calls_);
    }
    if (!batch_.empty()) write(sink);
    rejects_->flush();
    progress_.clear();
    std::cout << name_ << ": " << calls_ << " records imported, " << rejects_->count()
              << " rejected" << std::endl;
    if (unreadable_ > 0) {
      std::cerr << name_ << ": " << unreadable_
                << " callers' numbers could not be read, the first on line " << first_unreadable_
                << ", and count as withheld\n";
    }
  }

  bool rejected_some() const { return rejects_->count() > 0; }

 private:
  // Where the rest can't be read, what stands before it goes in.
  bool next(calls::Record& record, figures::CallSink& sink) {
    try {
      return reader_->next(record);
    } catch (const calls::InputError& error) {
      if (!batch_.empty()) write(sink);
      rejects_->flush();
      progress_.clear();
      throw calls::InputError{std::string{error.what()} + "; reading stopped on line " +
                              std::to_string(record.line) + ", " + std::to_string(calls_) +
                              " records up to there are imported, " +
                              std::to_string(rejects_->count()) + " rejected"};
    }
  }

  void write(figures::CallSink& sink) {
    try {
      sink.apply(batch_);
    } catch (const database::Error& error) {
      progress_.clear();
      throw std::runtime_error(
          name_ + ": the import stops: " + error.advice() + "; " +
          (sink.keeps_batches()
               ? "the calls before line " + std::to_string(first_line_) +
                     " are kept. Import the whole file again: calls that are there already are "
                     "replaced, not counted twice"
               : "nothing is kept of this first load. Import the whole file again"));
    }
    calls_ += static_cast<std::int64_t>(batch_.size());
    batch_.clear();
  }

  std::string name_;
  calls::FileSource source_;
  std::unique_ptr<calls::RecordReader> reader_;
  std::unique_ptr<calls::Rejects> rejects_;
  Progress progress_;
  std::vector<calls::Call> batch_;
  std::int64_t first_line_ = 0;  // of the batch
  std::int64_t calls_ = 0;       // in the database
  std::int64_t unreadable_ = 0;  // callers' numbers
  std::int64_t first_unreadable_ = 0;
};

// Of the files, in bytes; what can't be read is told where it is read.
std::int64_t size_of(const std::vector<std::string>& files) {
  std::int64_t bytes = 0;
  for (const std::string& file : files) {
    std::error_code unknown;
    const auto size = std::filesystem::file_size(file, unknown);
    if (file != "-" && !unknown) bytes += static_cast<std::int64_t>(size);
  }
  return bytes;
}

// The first calls of an account go in by the bulk path where they are many: `--bulk` says, else the
// input's size.
bool wants_bulk(const CommandLine& line, std::int64_t bytes) {
  if (const auto given = line.option("bulk")) {
    if (*given != "yes" && *given != "no")
      throw Usage{"--bulk is '" + *given + "'; allowed: yes, no"};
    return *given == "yes";
  }
  constexpr std::int64_t many_bytes = 8 << 20;
  return bytes >= many_bytes;
}

std::unique_ptr<figures::CallSink> sink_for(const CommandLine& line, std::int64_t bytes,
                                            database::Session& reading, database::Session& writing,
                                            const accounts::Account& account) {
  if (wants_bulk(line, bytes) && figures::BulkLoad::possible(writing, account.number)) {
    return std::make_unique<figures::BackgroundSink>(
        std::make_unique<figures::BulkLoad>(reading, writing, account));
  }
  return std::make_unique<figures::BatchWriter>(writing, account);
}

bool import_inputs(const CommandLine& line, const std::optional<Fetched>& fetched,
                   calls::CallRules& rules, const accounts::Account& account,
                   const std::optional<figures::Retention>& retention, figures::CallSink& sink) {
  const calls::Format format = format_of(line);
  calls::PageSets pages;
  bool rejected = false;
  const auto import_one = [&](Input input) {
    FileImport one{std::move(input), line.option("rejects"), format, pages};
    one.run(rules, account, retention, sink);
    rejected = rejected || one.rejected_some();
  };
  if (fetched) import_one({fetched->name, calls::FileSource{fetched->pages.reading()}, ""});
  for (const std::string& file : line.operands()) {
    try {
      import_one(input_of(file));
    } catch (const calls::InputError& error) {
      sink.finish();  // the files before it stay
      throw std::runtime_error((file == "-" ? "standard input" : file) + ": " + error.what());
    }
  }
  sink.finish();
  for (const std::string& missing : pages.missing()) {
    std::cerr << "the pages are not complete: " << missing
              << "; get them again, all or those alone, and import them\n";
  }
  return rejected;
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
  std::optional<Fetched> fetched;
  if (remote) {
    // What is wrong here shows before the fetch; no session waits while it lasts.
    chosen_account(*writer(settings), settings, line.option("account"));
    fetched = fetch(line);
  }
  const auto writing = writer(settings);
  const auto reading = reader(settings);
  const auto account = chosen_account(*writing, settings, line.option("account"));
  const auto key = checked_caller_key(*writing, settings.caller_key_file);
  figures::remove_retired(*writing, account.number);
  print_zone_notice(*writing, account.number);
  calls::PhoneAreas areas;
  calls::CallRules rules{
      key,
      areas,
      {account.region, settings.keep_numbers, calls::WithheldNumbers{settings.withheld}}};
  const auto sink = sink_for(line, fetched ? fetched->pages.size() : size_of(line.operands()),
                             *reading, *writing, account);
  const auto retention = figures::Retention::of(*writing, account.number);
  return import_inputs(line, fetched, rules, account, retention, *sink) ? 3 : 0;
}

}  // namespace callwidgets::admin
