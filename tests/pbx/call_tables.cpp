#include "call_tables.h"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace callwidgets::test {
namespace {

// The values between the brackets of one line of an INSERT, without the quotes.
std::vector<std::string> sql_values(const std::string& line) {
  std::vector<std::string> values(1);
  bool text = false;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const char c = line[i];
    if (text && c == '\\') {
      values.back() += line[++i];
    } else if (c == '\'') {
      text = !text;
    } else if (!text && c == ',') {
      values.emplace_back();
    } else if (!text && c == ')') {
      break;
    } else {
      values.back() += c;
    }
  }
  return values;
}

}  // namespace

std::string call_table_path(const std::string& name) { return CALL_TABLES "/" + name; }

std::string call_table(const std::string& name) {
  std::ifstream file(call_table_path(name), std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + call_table_path(name));
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<TableRow> csv_rows(const std::string& text) {
  std::vector<std::vector<std::string>> lines(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    std::string& value = lines.back().back();
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      value += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
      value += c;
    } else if (c == ',') {
      lines.back().emplace_back();
    } else if (c == '\n') {
      lines.push_back({""});
    }
  }
  std::vector<TableRow> rows;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].size() != lines[0].size()) continue;  // what follows the last line
    TableRow row;
    for (std::size_t k = 0; k < lines[0].size(); ++k) row[lines[0][k]] = lines[i][k];
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<TableRow> asterisk_rows() {
  std::istringstream text(call_table("asterisk/cdr.sql"));
  std::vector<std::string> columns;
  std::vector<TableRow> rows;
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("INSERT")) {
      columns.clear();
      std::string name;
      bool inside = false;
      for (const char c : line.substr(line.find('('))) {
        if (c == '`' && inside) columns.push_back(std::exchange(name, {}));
        if (c == '`') inside = !inside;
        if (c != '`' && inside) name += c;
      }
    } else if (line.starts_with("(")) {
      const std::vector<std::string> values = sql_values(line);
      TableRow row;
      for (std::size_t i = 0; i < columns.size(); ++i) row[columns[i]] = values.at(i);
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace callwidgets::test
