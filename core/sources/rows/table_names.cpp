#include "sources/rows/table_names.h"

#include <algorithm>
#include <array>

namespace callwidgets::sources {
namespace {

template <std::size_t size>
bool among(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Types whose text is short, and never cut.
constexpr std::array<std::string_view, 13> short_types = {
    "tinyint", "smallint", "mediumint", "int",      "bigint",    "decimal", "float",
    "double",  "date",     "time",      "datetime", "timestamp", "year"};

constexpr std::array<std::string_view, 8> whole_types = {
    "tinyint", "smallint", "mediumint", "int", "bigint", "integer", "int8", "unsigned big int"};

constexpr std::array<std::string_view, 2> binary_types = {"binary", "varbinary"};

constexpr std::array<std::string_view, 4> blob_types = {"tinyblob", "blob", "mediumblob",
                                                        "longblob"};

constexpr std::array<std::string_view, 12> unreadable_types = {
    "json",    "jsonb",      "xml",        "bytea",        "geometry",           "point",
    "polygon", "linestring", "multipoint", "multipolygon", "geometrycollection", "multilinestring"};

}  // namespace

TableNames::TableNames(Kind kind, const std::string& table) : kind_(kind), table_(table) {
  if (const auto dot = table.find('.'); dot != table.npos) {
    schema_ = table.substr(0, dot);
    table_ = table.substr(dot + 1);
  }
}

bool TableNames::can_be_named(std::string_view name) {
  return !name.empty() && name.find_first_of(std::string_view{"'\"`:?{}\0", 8}) == name.npos;
}

bool TableNames::can_be_read(std::string_view type) { return !among(unreadable_types, type); }

TableColumn TableNames::column(std::string_view name, std::string_view type) const {
  TableColumn column{std::string{name}, std::string{type}};
  column.utc = type == "timestamp with time zone" || (kind_ == Kind::mysql && type == "timestamp");
  column.whole = among(whole_types, type.substr(0, type.find('(')));
  return column;
}

std::string TableNames::quoted(std::string_view name) const {
  const char mark = kind_ == Kind::mysql ? '`' : '"';
  return mark + std::string{name} + mark;
}

// MySQL's driver wants results of less than 64 KiB, which 16,000 characters of four bytes are.
std::string TableNames::as_text(const TableColumn& column) const {
  std::string name = quoted(column.name);
  if (kind_ == Kind::sqlite) {
    return "CASE typeof(" + name + ") WHEN 'blob' THEN substr(" + name +
           ", 1, 16000) ELSE substr(CAST(" + name + " AS TEXT), 1, 16000) END";
  }
  if (kind_ == Kind::postgresql) return "left(CAST(" + name + " AS text), 16000)";
  if (among(binary_types, column.type)) return name;
  if (among(blob_types, column.type)) return "LEFT(" + name + ", 16000)";
  if (column.type == "bit") return "CAST(" + name + " + 0 AS CHAR)";
  if (among(short_types, column.type)) return "CAST(" + name + " AS CHAR)";
  return "CAST(" + name + " AS CHAR(16000))";
}

database::Statement TableNames::statement(const database::Statement& frame,
                                          const std::vector<TableColumn>& columns,
                                          const TableColumn* order, const TableColumn* column) {
  std::string text = "-- returns:", selected;
  for (const TableColumn& one : columns) {
    text += " bytes";
    selected += (selected.empty() ? "" : ", ") + as_text(one);
  }
  text += '\n';
  std::string_view rest = frame.text;
  while (rest.starts_with("--")) rest.remove_prefix(rest.find('\n') + 1);
  while (!rest.empty()) {
    const std::size_t brace = std::min(rest.find('{'), rest.size());
    text += rest.substr(0, brace);
    rest.remove_prefix(brace);
    if (rest.empty()) break;
    const std::string_view mark = rest.substr(1, rest.find('}') - 1);
    if (mark == "columns") text += selected;
    if (mark == "table") text += (schema_.empty() ? "" : quoted(schema_) + ".") + quoted(table_);
    if (mark == "order") text += quoted(order->name);
    if (mark == "column") text += quoted(column->name);
    rest.remove_prefix(mark.size() + 2);
  }
  return kept(frame.name, std::move(text));
}

database::Statement TableNames::explained(const database::Statement& statement) {
  const std::string_view select = statement.text.substr(statement.text.find('\n') + 1);
  const char* const before = kind_ == Kind::sqlite
                                 ? "-- returns: integer integer integer bytes\nEXPLAIN QUERY PLAN "
                                 : "-- returns: bytes\nEXPLAIN ";
  return kept(statement.name, before + std::string{select});
}

// A session knows a statement by the place of its text.
database::Statement TableNames::kept(std::string_view name, std::string text) {
  auto& entry = texts_[text];
  if (!entry) entry = std::make_unique<const std::string>(std::move(text));
  return {name, *entry};
}

}  // namespace callwidgets::sources
