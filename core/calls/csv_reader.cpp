#include "calls/csv_reader.h"

#include <algorithm>

#include "calls/excerpt.h"
#include "calls/input/input_kind.h"

namespace callwidgets::calls {
namespace {

constexpr char separators[] = {',', ';', '\t'};

}  // namespace

CsvReader::CsvReader(Window window) : window_(std::move(window)) {
  pass_separator_line(window_);  // what it says, the header shows too
  choose_separator();
  read_header();
}

// Leaves the window at the header.
void CsvReader::choose_separator() {
  char best = separators[0];
  std::ptrdiff_t most = 0;
  for (const char separator : separators) {
    fields_.separate_by(separator);
    for (bool found = false; !found;) {
      switch (fields_.split(window_)) {
        case CsvFields::Outcome::incomplete:
          window_.want_more();
          break;
        case CsvFields::Outcome::blank:
          window_.advance(fields_.length());
          break;
        default:
          found = true;
      }
    }
    const auto known =
        std::count_if(fields_.fields().begin(), fields_.fields().end(),
                      [](const CsvField& field) { return field_named(field.text).has_value(); });
    if (known > most) best = separator;
    most = std::max(most, known);
  }
  fields_.separate_by(best);
}

std::string CsvReader::kind_of_input() {
  constexpr std::size_t enough = 4096;
  try {
    window_.want(enough);
  } catch (const InputError&) {
    // It comes again where the rows are read, behind those that can be.
  }
  return std::string{seems_to_be(window_.bytes().substr(0, enough))};
}

void CsvReader::read_header() {
  const std::string kind = kind_of_input();
  Record header;
  if (!next_fields(header)) return;
  header_ = false;
  const std::string found = (kind.empty() ? "" : "; it seems to be " + kind) +
                            "; the first line found is " + excerpt(header.raw, 200) +
                            ", expected " + expected_input;
  if (!header.problem.empty())
    throw InputError{"the header can't be read: " + header.problem + found};
  std::array<bool, field_count> present{};
  for (const CsvField& column : fields_.fields()) {
    const std::string name{column.text};
    const auto field = field_named(name);
    columns_.push_back(field ? static_cast<int>(*field) : -1);
    if (!field) continue;
    bool& there = present[static_cast<std::size_t>(*field)];
    if (there) throw InputError{"the header has " + name + " twice" + found};
    there = true;
  }
  const bool deletions = present[static_cast<std::size_t>(Field::deleted)];
  std::string missing;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(last_mandatory); ++i) {
    if (present[i] || (i > 0 && deletions)) continue;
    missing += (missing.empty() ? "" : ", ") + std::string{name_of(static_cast<Field>(i))};
  }
  if (!missing.empty()) throw InputError{"no header with " + missing + found};
}

bool CsvReader::next(Record& record) {
  if (header_) return false;  // there was no line at all
  return next_fields(record);
}

// A record with the wrong number of fields of which a later line looks like a row itself: its
// quotes are some other row's.
bool CsvReader::swallows_rows(std::string_view raw) const {
  for (std::size_t end = first_line_end(raw); end < raw.size(); end = first_line_end(raw)) {
    raw.remove_prefix(end + line_end_length(raw, end));
    const std::string_view line = raw.substr(0, first_line_end(raw));
    if (static_cast<std::size_t>(std::count(line.begin(), line.end(), fields_.separator())) + 1 >=
        columns_.size())
      return true;
  }
  return false;
}

// The next line that isn't blank, split; with a problem where it can't be.
bool CsvReader::next_fields(Record& record) {
  for (;;) {
    record.values.fill({});
    record.problem.clear();
    record.line = window_.line();
    record.offset = window_.offset();
    switch (fields_.split(window_)) {
      case CsvFields::Outcome::end:
        return false;
      case CsvFields::Outcome::blank:
        window_.advance(fields_.length());
        continue;
      case CsvFields::Outcome::incomplete:
        window_.want_more();
        continue;
      case CsvFields::Outcome::broken:
        record.problem = fields_.problem();
        record.raw = window_.take_line();
        return true;
      case CsvFields::Outcome::record:
        record.raw = fields_.raw();
        if (!header_) take_values(record);
        if (!record.problem.empty() && swallows_rows(record.raw)) {
          record.raw = window_.take_line();
          return true;
        }
        window_.advance(fields_.length());
        if (record.problem.empty()) record.problem = utf8_problem(record.raw);
        return true;
    }
  }
}

void CsvReader::take_values(Record& record) {
  const auto& fields = fields_.fields();
  if (fields.size() != columns_.size()) {
    record.problem = std::to_string(fields.size()) + (fields.size() == 1 ? " field" : " fields") +
                     "; allowed: the header's " + std::to_string(columns_.size());
  }
  for (std::size_t at = 0; at < std::min(fields.size(), columns_.size()); ++at) {
    if (columns_[at] >= 0 && !is_absent(fields[at]))
      record.values[static_cast<std::size_t>(columns_[at])] = fields[at].text;
  }
}

}  // namespace callwidgets::calls
