#include "sources/rows/csv_records.h"

namespace callwidgets::sources {

using calls::CsvQuotes;

void CsvRecords::choose_separator(std::size_t width) {
  if (const char said = calls::pass_separator_line(window_); said != 0 && said != '"') {
    fields_.separate_by(said);
    return;
  }
  char best = ',';
  std::size_t most = 1;
  for (const char separator : {',', ';', '\t'}) {
    fields_.separate_by(separator);
    Outcome outcome = split({});
    while (outcome == Outcome::blank) {
      window_.advance(fields_.length());
      outcome = split({});
    }
    const std::size_t size = fields_.fields().size();
    if (outcome != Outcome::record || size <= most) continue;
    best = separator;
    if (size == width) break;
    most = size;
  }
  fields_.separate_by(best);
}

// As RFC 4180 has it; where that fails, and a backslash stands before a quote, with escapes.
CsvRecords::Outcome CsvRecords::split(const Fits& fits) {
  for (;;) {
    const Outcome outcome = fields_.split(window_);
    if (outcome == Outcome::incomplete) {
      window_.want_more();
      continue;
    }
    const bool reads = outcome == Outcome::record && (!fits || fits(fields_.fields().size()));
    const bool tries = escapes_ && !reads &&
                       (outcome == Outcome::record || outcome == Outcome::broken) &&
                       fields_.raw().find("\\\"") != std::string_view::npos;
    if (!tries) return outcome;
    const Outcome escaped = fields_.split(window_, CsvQuotes::escaped);
    if (escaped == Outcome::incomplete) {
      window_.want_more();
      continue;
    }
    if (escaped == Outcome::record && (!fits || fits(fields_.fields().size()))) return escaped;
    return fields_.split(window_);
  }
}

bool CsvRecords::next(Row& row, const Fits& fits, const std::string& why) {
  for (;;) {
    row.problem.clear();
    row.values = {};
    row.number = window_.line();
    const Outcome outcome = split(fits);
    if (outcome == Outcome::end) return false;
    if (outcome == Outcome::blank) {
      window_.advance(fields_.length());
      continue;
    }
    if (outcome == Outcome::broken) {
      row.problem = fields_.problem();
      row.raw = window_.take_line();
      return true;
    }
    row.raw = fields_.raw();
    if (const std::size_t width = fields_.fields().size(); fits && !fits(width)) {
      row.problem = std::to_string(width) + (width == 1 ? " field" : " fields") + why;
      // Its quotes may be another row's.
      if (row.raw.find_first_of("\r\n") != std::string_view::npos) {
        row.raw = window_.take_line();
        return true;
      }
    }
    window_.advance(fields_.length());
    if (row.problem.empty()) row.problem = calls::utf8_problem(row.raw);
    return true;
  }
}

}  // namespace callwidgets::sources
