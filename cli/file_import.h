#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "accounts/account.h"
#include "calls/call_rules.h"
#include "calls/input/byte_source.h"
#include "calls/page_sets.h"
#include "calls/record_reader.h"
#include "calls/rejects.h"
#include "cli/progress.h"
#include "figures/importing/call_sink.h"
#include "figures/retention.h"

namespace callwidgets::admin {

// What is read: a file, standard input, or what was fetched.
struct Input {
  std::string name;
  calls::FileSource source;
  std::string rejects;  // a file for them; empty: standard error
};

// Where the records of an input go, and by which rules.
struct Destination {
  calls::CallRules& rules;
  const accounts::Account& account;
  const std::optional<figures::Retention>& retention;
  figures::CallSink& sink;
};

// What became of an input.
struct FileResult {
  std::string name;
  figures::CallCounts counts;
  std::int64_t rejected = 0;
  std::int64_t unreadable = 0;        // callers' numbers, which count as withheld
  std::int64_t first_unreadable = 0;  // its line

  void print() const;  // on standard output, and unreadable numbers on standard error
};

// The way of one input's records into an account.
class FileImport {
 public:
  // `rejects` names the file for bad rows in the place of the input's own. Throws
  // calls::InputError.
  FileImport(Input input, const std::optional<std::string>& rejects, calls::Format format,
             calls::PageSets& pages);

  // Throws std::runtime_error where the database refuses a batch; Interrupted; calls::InputError
  // where the rest can't be read: what stands before it went in.
  void run(const Destination& to);

  const FileResult& result() const { return result_; }

 private:
  struct RawRecord {
    std::int64_t line;
    std::string raw;
  };

  void read(const Destination& to);
  bool next(calls::Record& record, figures::CallSink& sink);
  void add(const calls::Record& record, calls::Call call, figures::CallSink& sink);
  void write(figures::CallSink& sink);
  void settle(figures::CallSink& sink);
  std::string kept(const figures::CallSink& sink) const;

  calls::FileSource source_;
  const std::unique_ptr<calls::RecordReader> reader_;
  const std::unique_ptr<calls::Rejects> rejects_;
  FileResult result_;
  Progress progress_;
  std::vector<calls::Call> batch_;
  std::vector<RawRecord> records_;  // of the batch, where calls may be refused yet
  std::size_t bytes_ = 0;           // of the batch
  std::int64_t first_line_ = 0;     // of the batch
};

}  // namespace callwidgets::admin
