#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "database/address.h"
#include "database/statement.h"

namespace callwidgets::sources {

// A column of a table.
struct TableColumn {
  std::string name;
  std::string type;  // the database's word for it, in small letters
  bool utc =
      false;  // an instant, which is read as UTC: MySQL's TIMESTAMP, PostgreSQL's timestamptz
  bool whole = false;  // holds whole numbers
};

// The names of a table in statements: a frame in sql/sources has {table}, {columns}, {order} and
// {column} in their places, and gets them quoted as the database wants it.
class TableNames {
 public:
  using Kind = database::Address::Kind;

  // `table` may be SCHEMA.TABLE.
  TableNames(Kind kind, const std::string& table);

  const std::string& schema() const { return schema_; }
  const std::string& table() const { return table_; }

  // Whether a statement can name it: a quote, a colon or a question mark in a name is a mark there.
  static bool can_be_named(std::string_view name);
  // Whether values of that type can be read as text.
  static bool can_be_read(std::string_view type);
  TableColumn column(std::string_view name, std::string_view type) const;

  // A frame with the names: `columns` as text, at most 16,000 characters of a value. The statement
  // lives as long as this.
  database::Statement statement(const database::Statement& frame,
                                const std::vector<TableColumn>& columns,
                                const TableColumn* order = nullptr,
                                const TableColumn* column = nullptr);
  // A statement that shows how the database goes about another; not on MySQL.
  database::Statement explained(const database::Statement& statement);

 private:
  std::string quoted(std::string_view name) const;
  std::string as_text(const TableColumn& column) const;
  database::Statement kept(std::string_view name, std::string text);

  Kind kind_;
  std::string schema_, table_;
  std::map<std::string, std::unique_ptr<const std::string>> texts_;  // by themselves
};

}  // namespace callwidgets::sources
