#include "pbx_table.h"

#include <algorithm>
#include <random>
#include <set>
#include <stdexcept>

namespace callwidgets::test {
namespace {

// The fields of one CSV record, from `at` on; `at` then stands behind its end.
PbxTable::Row record(const std::string& text, std::size_t& at) {
  PbxTable::Row fields(1);
  bool quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c != '"') {
        fields.back() += c;
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        fields.back() += text[++at];
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      fields.emplace_back();
    } else if (c == '\n') {
      ++at;
      break;
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  return fields;
}

std::string quoted(const std::string& value, char quote) {
  std::string text(1, quote);
  for (const char c : value) {
    if (c == quote) text += c;
    text += c;
  }
  return text + quote;
}

bool is_number(const std::string& column) {
  static const std::set<std::string> numbers{
      "id",           "duration",  "billsec",
      "sequence",     "amaflags",  "start_epoch",
      "answer_epoch", "end_epoch", "cc_queue_answered_epoch"};
  return numbers.contains(column);
}

}  // namespace

PbxTable PbxTable::of_csv(const std::string& text) {
  std::size_t at = 0;
  auto columns = record(text, at);
  std::vector<Row> rows;
  while (at < text.size()) {
    auto row = record(text, at);
    if (row.size() == 1 && row[0].empty()) continue;
    if (row.size() != columns.size()) throw std::runtime_error("a row of another width");
    rows.push_back(std::move(row));
  }
  return {std::move(columns), std::move(rows)};
}

PbxTable PbxTable::of_dump(const std::string& text) {
  const auto insert = text.find("INSERT INTO");
  if (insert == text.npos) throw std::runtime_error("the dump has no INSERT");
  std::vector<std::string> columns;
  const auto names_end = text.find(')', insert);
  for (auto at = text.find('(', insert); at < names_end;) {
    const auto from = text.find('`', at);
    if (from > names_end) break;
    const auto to = text.find('`', from + 1);
    columns.push_back(text.substr(from + 1, to - from - 1));
    at = to + 1;
  }
  std::vector<Row> rows;
  for (auto begin = text.find("INSERT INTO"); begin != text.npos;
       begin = text.find("INSERT INTO", begin + 1)) {
    auto at = text.find("VALUES", begin) + 6;
    for (; at < text.size() && text[at] != ';'; ++at) {
      if (text[at] != '(') continue;
      Row row(1);
      bool in_text = false;
      for (++at; in_text || text[at] != ')'; ++at) {
        const char c = text[at];
        if (c == '\'') {
          if (in_text && text[at + 1] == '\'') {
            row.back() += text[++at];
          } else {
            in_text = !in_text;
          }
        } else if (in_text && c == '\\') {
          row.back() += text[++at];
        } else if (!in_text && c == ',') {
          row.emplace_back();
        } else {
          row.back() += c;
        }
      }
      if (row.size() != columns.size()) throw std::runtime_error("a row of another width");
      rows.push_back(std::move(row));
    }
  }
  return {std::move(columns), std::move(rows)};
}

std::size_t PbxTable::column(const std::string& name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) throw std::runtime_error("there is no column " + name);
  return static_cast<std::size_t>(found - columns_.begin());
}

void PbxTable::shuffle(unsigned seed) {
  std::mt19937 random{seed};
  std::shuffle(rows_.begin(), rows_.end(), random);
}

std::string PbxTable::csv() const {
  std::string text;
  const auto add = [&](const Row& row) {
    for (std::size_t at = 0; at < row.size(); ++at)
      text += (at == 0 ? "" : ",") + quoted(row[at], '"');
    text += '\n';
  };
  add(columns_);
  for (const Row& row : rows_) add(row);
  return text;
}

std::string PbxTable::create() const {
  std::string text = "CREATE TABLE cdr (";
  for (const std::string& column : columns_) {
    text += (column == columns_.front() ? "" : ", ") + column;
    text += column == "calldate" ? " DATETIME NOT NULL"
            : is_number(column)  ? " INTEGER NOT NULL"
                                 : " VARCHAR(255) NOT NULL";
  }
  const bool epochs = std::find(columns_.begin(), columns_.end(), "start_epoch") != columns_.end();
  return text + "); CREATE INDEX by_time ON cdr (" + (epochs ? "start_epoch" : "calldate") + ");";
}

std::string PbxTable::insert(std::size_t from, std::size_t to) const {
  if (from >= to) return "";
  std::string text = "INSERT INTO cdr VALUES ";
  for (std::size_t at = from; at < to; ++at) {
    text += at == from ? "(" : ", (";
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const std::string& value = rows_[at][column];
      text += column == 0 ? "" : ", ";
      text += is_number(columns_[column]) && value.empty() ? "0" : quoted(value, '\'');
    }
    text += ")";
  }
  return text + ";";
}

}  // namespace callwidgets::test
