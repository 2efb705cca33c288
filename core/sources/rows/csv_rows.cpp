#include "sources/rows/csv_rows.h"

#include <algorithm>

#include "calls/excerpt.h"
#include "calls/input/input_kind.h"

namespace callwidgets::sources {
namespace {

std::string_view trimmed(std::string_view name) {
  const auto begin = name.find_first_not_of(" \t");
  if (begin == name.npos) return {};
  return name.substr(begin, name.find_last_not_of(" \t") + 1 - begin);
}

}  // namespace

CsvRows::CsvRows(calls::Window window, std::vector<std::string> columns)
    : records_(std::move(window), true), columns_(std::move(columns)) {
  const bool given = !columns_.empty();
  records_.choose_separator(columns_.size());
  if (!given) read_header();
  why_ = std::string{"; allowed: "} + (given ? "the settings' " : "the header's ") +
         std::to_string(columns_.size());
}

void CsvRows::read_header() {
  constexpr std::size_t enough = 4096;
  try {
    records_.window().want(enough);
  } catch (const calls::InputError&) {
    // It comes again where the rows are read, behind those that can be.
  }
  const std::string kind{calls::seems_to_be(records_.window().bytes().substr(0, enough))};
  Row header;
  if (!records_.next(header, {}, {})) return;
  const auto refuse = [&](const std::string& problem) {
    throw calls::InputError{problem + (kind.empty() ? "" : "; it seems to be " + kind) +
                            "; the first line found is " + calls::excerpt(header.raw, 200) +
                            ", expected: the names of the columns, two or more, separated by "
                            "commas, semicolons or tabs"};
  };
  if (!header.problem.empty()) refuse("the header can't be read: " + header.problem);
  if (records_.fields().size() < 2) refuse("the header has one column only");
  for (const calls::CsvField& field : records_.fields()) {
    std::string name{trimmed(field.text)};
    if (name.empty()) name = "column_" + std::to_string(columns_.size() + 1);
    const std::string wanted = name;
    for (int times = 2; std::find(columns_.begin(), columns_.end(), name) != columns_.end();)
      name = wanted + '_' + std::to_string(times++);
    columns_.push_back(name);
  }
}

bool CsvRows::next(Row& row) {
  const auto fits = [this](std::size_t width) { return width == columns_.size(); };
  if (!records_.next(row, fits, why_)) return false;
  if (!row.problem.empty()) return true;
  values_.clear();
  for (const calls::CsvField& field : records_.fields())
    values_.push_back(calls::is_absent(field) ? std::string_view{} : field.text);
  row.values = values_;
  return true;
}

}  // namespace callwidgets::sources
