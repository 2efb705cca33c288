#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "calls/input/window.h"

namespace callwidgets::calls {

// A field of CSV as it stands, its quotes taken off. Views hold until the window or the splitter
// moves on.
struct CsvField {
  std::string_view text;
  bool quoted = false;
};

// NULL and \N, without quotes: as others write a value that is not there.
inline bool is_absent(const CsvField& field) {
  return !field.quoted && (field.text == "NULL" || field.text == "\\N");
}

// How a quote is written within a quoted field.
enum class CsvQuotes {
  doubled,  // RFC 4180: ""
  escaped,  // \" or "", and \\ for a backslash; other backslashes stay
};

// Splits the record at a window's position into fields: CSV as RFC 4180 has it, lines ended by LF,
// CRLF or CR, each as it likes.
class CsvFields {
 public:
  enum class Outcome {
    record,
    blank,       // a line of nothing but white space
    incomplete,  // the window ends before the record does: want_more()
    broken,      // `problem` says why; costs its first line
    end,         // nothing is left
  };

  CsvFields();
  void separate_by(char separator) { separator_ = separator; }
  char separator() const { return separator_; }

  // Leaves the window where it is.
  Outcome split(Window& window, CsvQuotes quotes = CsvQuotes::doubled);

  const std::vector<CsvField>& fields() const { return fields_; }
  std::string_view raw() const { return raw_; }   // without its line end
  std::size_t length() const { return length_; }  // with it
  const std::string& problem() const { return problem_; }

 private:
  Outcome split_quoted(const Window& window, CsvQuotes quotes);
  Outcome broken(const char* why);
  void split_plain();
  std::size_t plain_end(std::string_view text, std::size_t at) const;

  char separator_ = ',';
  std::vector<CsvField> fields_;
  std::string_view raw_;
  std::size_t length_ = 0;
  std::string problem_;
  std::string unescaped_;  // values that held quotes; never grows, since views point into it
};

// Moves past a line `sep=;`, perhaps in quotes, as spreadsheets write it, and returns what it says;
// 0 where none stands at the position.
char pass_separator_line(Window& window);

// Why a record can't be taken for its bytes: that are no UTF-8. Empty where they are.
std::string utf8_problem(std::string_view record);

}  // namespace callwidgets::calls
