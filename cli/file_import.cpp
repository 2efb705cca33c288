#include "cli/file_import.h"

#include <iostream>
#include <stdexcept>
#include <utility>

#include "cli/interruption.h"

namespace callwidgets::admin {

void FileResult::print() const {
  std::cout << name << ": " << counts.records() << " records imported (" << counts.added << " new, "
            << counts.replaced << " replaced, " << counts.unchanged << " unchanged, "
            << counts.removed << " removed), " << rejected << " rejected" << std::endl;
  if (unreadable == 0) return;
  std::cerr << name << ": " << unreadable
            << " callers' numbers could not be read, the first on line " << first_unreadable
            << ", and count as withheld\n";
}

FileImport::FileImport(Input input, const std::optional<std::string>& rejects, calls::Format format,
                       calls::PageSets& pages)
    : source_(std::move(input.source)),
      reader_(calls::read_records(source_, format,
                                  [&pages](const calls::Page& page) { pages.add(page); })),
      rejects_(rejects                 ? std::make_unique<calls::Rejects>(*rejects)
               : input.rejects.empty() ? std::make_unique<calls::Rejects>(std::cerr)
                                       : std::make_unique<calls::Rejects>(input.rejects)),
      result_{input.name, {}, 0, 0, 0},
      progress_(input.name, source_.size()) {}

void FileImport::run(const Destination& to) {
  try {
    read(to);
  } catch (const database::Error& error) {
    progress_.clear();
    throw std::runtime_error(result_.name + ": the import stops: " + error.advice() +
                             kept(to.sink));
  } catch (const Interrupted& end) {
    progress_.clear();
    throw Interrupted{end.signal(), result_.name + ": " + end.what() + kept(to.sink)};
  }
}

void FileImport::read(const Destination& to) {
  calls::Record record;
  std::string reason;
  while (next(record, to.sink)) {
    calls::Call call;
    if (!record.problem.empty()) {
      rejects_->add(record.line, record.problem, record.raw);
    } else if (!to.rules.read(record, call, reason)) {
      rejects_->add(record.line, reason, record.raw);
    } else if (to.retention && !(reason = to.retention->refusal(call)).empty()) {
      rejects_->add(record.line, reason, record.raw);
    } else {
      if (to.rules.number_was_unreadable()) {
        if (result_.unreadable++ == 0) result_.first_unreadable = record.line;
      }
      add(record, std::move(call), to.sink);
    }
    progress_.show(source_.position(), result_.counts.records());
  }
  settle(to.sink);
}

bool FileImport::next(calls::Record& record, figures::CallSink& sink) {
  Interruption::check();
  try {
    return reader_->next(record);
  } catch (const calls::InputError& error) {
    Interruption::check();  // it is what ended the reading
    settle(sink);
    throw calls::InputError{
        std::string{error.what()} + "; reading stopped on line " + std::to_string(record.line) +
        ", " + std::to_string(result_.counts.records()) + " records up to there are imported, " +
        std::to_string(result_.rejected) + " rejected"};
  }
}

void FileImport::add(const calls::Record& record, calls::Call call, figures::CallSink& sink) {
  if (batch_.empty()) first_line_ = record.line;
  bytes_ += memory_of(call);
  batch_.push_back(std::move(call));
  // What is refused only then goes to the rejects as it stood in the file.
  if (sink.keeps_batches()) records_.push_back({record.line, std::string{record.raw}});
  if (batch_.size() >= sink.batch_size() || bytes_ >= sink.batch_bytes()) write(sink);
}

void FileImport::write(figures::CallSink& sink) {
  const figures::Applied applied = sink.apply(batch_);
  result_.counts += applied.counts;
  for (const auto& [at, reason] : applied.refused) {
    rejects_->add(records_.at(at).line, reason, records_.at(at).raw);
  }
  batch_.clear();
  records_.clear();
  bytes_ = 0;
}

// What was read so far is in the database, or in the rejects.
void FileImport::settle(figures::CallSink& sink) {
  if (!batch_.empty()) write(sink);
  result_.counts += sink.settle();
  rejects_->flush();
  result_.rejected = rejects_->count();
  progress_.clear();
}

std::string FileImport::kept(const figures::CallSink& sink) const {
  if (!sink.keeps_batches()) return {};
  return "; the calls before line " + std::to_string(first_line_) +
         " are kept. Import the whole file again: calls that are there already are replaced, not "
         "counted twice";
}

}  // namespace callwidgets::admin
