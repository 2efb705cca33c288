#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "calls/csv_fields.h"
#include "calls/input/window.h"
#include "calls/record_reader.h"

namespace callwidgets::calls {

inline constexpr char expected_input[] =
    "JSON (its first byte { or [), or CSV, separated by commas, semicolons or tabs, whose first "
    "line names the columns, among them cdr_id, start, duration, answered, customer_id (cdr_id and "
    "deleted are enough for deletions)";

// CSV as RFC 4180 has it, a header first, lines ended by LF, CRLF or CR, each line as it likes.
// Commas, semicolons or tabs separate, whichever names the most known columns in the header; a line
// `sep=;`, as spreadsheets write it, may stand before. The words NULL and \N without quotes are an
// absent value. A record that is too long, whose quote is never closed or is followed by text,
// costs its first line: reading goes on with the next.
class CsvReader : public RecordReader {
 public:
  // Reads the header at the window's position. Throws InputError where a mandatory column is
  // missing or a known one is there twice; an input without any line has no records.
  explicit CsvReader(Window window);

  bool next(Record& record) override;
  std::int64_t consumed() const override { return window_.offset(); }

 private:
  bool next_fields(Record& record);
  void take_values(Record& record);
  void choose_separator();
  std::string kind_of_input();
  void read_header();
  bool swallows_rows(std::string_view raw) const;

  Window window_;
  CsvFields fields_;
  std::vector<int> columns_;  // the field of each column; -1: not needed
  bool header_ = true;        // it is being read, or there is none
};

}  // namespace callwidgets::calls
