#include "sources/rows/table_reading.h"

#include <algorithm>

namespace callwidgets::sources::reading {
namespace {

std::string literal(const database::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  std::string text = "'";
  for (const char c : std::get<std::string>(value)) text += c == '\'' ? "''" : std::string{c};
  return text + "'";
}

}  // namespace

std::string with_commas(std::span<const std::string_view> values) {
  std::string line;
  for (std::size_t at = 0; at < values.size(); ++at) {
    if (at > 0) line += ',';
    line += values[at];
  }
  return line;
}

std::string plan(const database::Rows& rows) {
  std::string lines;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < rows.columns(); ++column) {
      lines += column > 0 ? "|" : "";
      lines += rows.holds_integers(column) ? std::to_string(rows.integer(row, column))
                                           : std::string{rows.bytes(row, column)};
    }
    lines += '\n';
  }
  return lines;
}

std::string with_values(const database::Statement& statement, const database::Arguments& arguments,
                        std::span<const database::Value> values) {
  std::string text;
  std::string_view rest = statement.text.substr(statement.text.find('\n') + 1);
  while (!rest.empty()) {
    const std::size_t mark = std::min(rest.find(':'), rest.size());
    text += rest.substr(0, mark);
    rest.remove_prefix(mark);
    if (rest.empty()) break;
    const std::size_t end = std::min(rest.find_first_of(" ,;)\n"), rest.size());
    const std::string_view name = rest.substr(1, end - 1);
    rest.remove_prefix(end);
    if (name != "values") {
      text += literal(database::value_of(name, arguments, statement));
      continue;
    }
    for (std::size_t at = 0; at < values.size(); ++at)
      text += (at > 0 ? ", " : "") + literal(values[at]);
  }
  return text;
}

}  // namespace callwidgets::sources::reading
