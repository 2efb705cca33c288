#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "calls/record_reader.h"
#include "calls/window.h"

namespace callwidgets::calls {

inline constexpr char expected_input[] =
    "JSON (its first byte { or [), or CSV with commas whose first line names the columns, among "
    "them cdr_id, start, "
    "duration, answered, customer_id (cdr_id and deleted are enough for deletions)";

// CSV as RFC 4180 has it, lines ended by LF or CRLF, a header first. A record that is too long,
// whose quote is never closed or is followed by text, costs its first line: reading goes on with
// the next.
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
  bool next_fields(Record& record);
  void read_header();
  bool swallows_rows(std::string_view raw) const;

  Window window_;
  std::vector<int> columns_;  // the field of each column; -1: not needed
  std::size_t column_ = 0;    // of the field that comes next
  bool header_ = true;        // fields go to names_, not to the record
  std::vector<std::string> names_;
  std::string
      unescaped_;  // values that held doubled quotes; never grows, since views point into it
  std::size_t length_ = 0;  // of the record found, with its line end
};

}  // namespace callwidgets::calls
