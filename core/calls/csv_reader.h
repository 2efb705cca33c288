#pragma once
#include <string>
#include <string_view>
#include <vector>

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
  enum class Outcome { record, blank, incomplete, broken, end };

  Outcome split(Record& record);
  Outcome split_quoted(Record& record);
  void split_plain(Record& record);
  void value(Record& record, std::string_view text);
  void plain_value(Record& record, std::string_view text);
  std::size_t plain_end(std::string_view text, std::size_t at) const;
  bool next_fields(Record& record);
  void pass_separator_line();
  void choose_separator();
  std::string kind_of_input();
  void read_header();
  bool swallows_rows(std::string_view raw) const;

  Window window_;
  char separator_ = ',';
  std::vector<int> columns_;  // the field of each column; -1: not needed
  std::size_t column_ = 0;    // of the field that comes next
  bool header_ = true;        // fields go to names_, not to the record
  std::vector<std::string> names_;
  std::string
      unescaped_;  // values that held doubled quotes; never grows, since views point into it
  std::size_t length_ = 0;  // of the record found, with its line end
};

}  // namespace callwidgets::calls
