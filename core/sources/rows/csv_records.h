#pragma once
#include <functional>

#include "calls/csv_fields.h"
#include "sources/rows/rows.h"

namespace callwidgets::sources {

// The records of a CSV text, without a meaning for their fields.
class CsvRecords {
 public:
  // Whether a record may have so many fields.
  using Fits = std::function<bool(std::size_t)>;

  // `escapes`: a record that can't be read as RFC 4180 has it, or doesn't fit, is read with \" for
  // a quote too.
  CsvRecords(calls::Window window, bool escapes) : window_(std::move(window)), escapes_(escapes) {}

  // Commas, semicolons or tabs, whichever gives the first record `width` fields, or else the most;
  // a line `sep=;` before it says so too. Leaves the window at the record.
  void choose_separator(std::size_t width = 0);

  // The next record that isn't blank: number, raw and problem. One that can't be split, or that
  // doesn't fit over several lines, costs its first line. `why` ends the sentence where it doesn't
  // fit.
  bool next(Row& row, const Fits& fits, const std::string& why);
  // Of the last one; views hold until the next.
  const std::vector<calls::CsvField>& fields() const { return fields_.fields(); }

  calls::Window& window() { return window_; }
  std::int64_t consumed() const { return window_.offset(); }

 private:
  using Outcome = calls::CsvFields::Outcome;
  Outcome split(const Fits& fits);

  calls::Window window_;
  calls::CsvFields fields_;
  bool escapes_;
};

}  // namespace callwidgets::sources
