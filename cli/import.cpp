#include <iostream>
#include <memory>
#include <stdexcept>
#include <vector>

#include "calls/byte_source.h"
#include "calls/call_rules.h"
#include "calls/origin/phone_areas.h"
#include "calls/record_reader.h"
#include "calls/rejects.h"
#include "cli/caller_key.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "figures/batch.h"

namespace callwidgets::admin {
namespace {

calls::Format format_of(const CommandLine& line) {
  const auto given = line.option("format");
  if (!given) return calls::Format::detect;
  if (*given == "csv") return calls::Format::csv;
  if (*given == "json") return calls::Format::json;
  throw Usage{"--format is '" + *given + "'; allowed: csv, json"};
}

// One file's way into the account.
class FileImport {
 public:
  FileImport(const std::string& file, const std::optional<std::string>& rejects,
             calls::Format format)
      : name_(file == "-" ? "standard input" : file),
        source_(file),
        reader_(calls::read_records(source_, format)),
        rejects_(rejects       ? std::make_unique<calls::Rejects>(*rejects)
                 : file == "-" ? std::make_unique<calls::Rejects>(std::cerr)
                               : std::make_unique<calls::Rejects>(file + ".rejected")),
        progress_(name_, source_.size()) {}

  void run(calls::CallRules& rules, figures::BatchWriter& writer) {
    calls::Record record;
    std::string reason;
    while (reader_->next(record)) {
      calls::Call call;
      if (!record.problem.empty()) {
        rejects_->add(record.line, record.problem, record.raw);
      } else if (!rules.read(record, call, reason)) {
        rejects_->add(record.line, reason, record.raw);
      } else {
        if (batch_.empty()) first_line_ = record.line;
        batch_.push_back(std::move(call));
      }
      if (batch_.size() == figures::BatchWriter::largest_batch) write(writer);
      progress_.show(reader_->consumed(), calls_);
    }
    if (!batch_.empty()) write(writer);
    rejects_->flush();
    progress_.clear();
    std::cout << name_ << ": " << calls_ << " records imported, " << rejects_->count()
              << " rejected" << std::endl;
  }

  bool rejected_some() const { return rejects_->count() > 0; }

 private:
  void write(figures::BatchWriter& writer) {
    try {
      writer.apply(batch_);
    } catch (const database::Error& error) {
      progress_.clear();
      throw std::runtime_error(name_ + ": the database refused: " + error.what() +
                               "; what stands before line " + std::to_string(first_line_) +
                               " is imported, go on from there");
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
};

}  // namespace

int import(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"format", "rejects", "account"}};
  if (line.operands().empty()) throw Usage{"import FILE…; `-` is standard input"};
  const calls::Format format = format_of(line);
  if (line.option("rejects") && line.operands().size() > 1) {
    throw Usage{"--rejects goes with one file: each writes its rejects anew"};
  }
  const auto session = writer(settings);
  const auto account = chosen_account(*session, settings, line.option("account"));
  const auto key = checked_caller_key(*session, settings.caller_key_file);
  calls::PhoneAreas areas;
  calls::CallRules rules{key, areas, {account.region, settings.keep_numbers}};
  figures::BatchWriter batches{*session, account};

  bool rejected = false;
  for (const std::string& file : line.operands()) {
    try {
      FileImport one{file, line.option("rejects"), format};
      one.run(rules, batches);
      rejected = rejected || one.rejected_some();
    } catch (const calls::InputError& error) {
      throw std::runtime_error((file == "-" ? "standard input" : file) + ": " + error.what());
    }
  }
  return rejected ? 3 : 0;
}

}  // namespace callwidgets::admin
