#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "database/address.h"
#include "database/session.h"
#include "sources/rows/pace.h"
#include "sources/rows/rows.h"
#include "sources/rows/rows_error.h"
#include "sources/rows/table_names.h"

namespace callwidgets::sources {

// From `from` on, before `to`, in the values of a column that has an index: a date, a time or a
// whole number, written as the database writes it. Without `to` to the end.
struct RowRange {
  std::string order;
  std::string from;
  std::string to;
};

// A table or view in a telephone system's database: MySQL 5.6 or later, MariaDB, SQLite,
// PostgreSQL. It is only read, by short statements without a transaction or lock; a user who may
// only read is enough, and an SQLite file may be in use by another program. Every value is text as
// the database writes it, NULL empty, in UTF-8 but for bytes that the table holds as such; of a
// longer value the first 16,000 characters. Columns of JSON, XML, bytes of PostgreSQL and shapes
// are left out, and so are those whose name has a quote, colon, question mark or brace.
//
// Every function throws RowsError, naming the table. The rows of one table are read one after the
// other: those given last count, those before are no longer read. Not for use by two threads.
class Table {
 public:
  // `name` is TABLE or SCHEMA.TABLE.
  Table(const database::Address& address, const std::string& name, Pace pace = {});
  ~Table();

  // How messages name it: `cdr in db.example.com:3306/asteriskcdrdb`.
  const std::string& shown() const { return shown_; }

  // Of the rows that come, in their order: at first all that the table has.
  const std::vector<TableColumn>& columns() const { return columns_; }
  std::vector<std::string> column_names() const;
  // Only these are wanted from here on.
  void want(const std::vector<std::string>& names);

  // The rows of a stretch, in its order; those whose order is NULL never come. Memory is bounded,
  // whatever the stretch: statements take 2,000 rows each, more only where more have one value,
  // 64,000 of which are too many. `from` may not be empty.
  std::unique_ptr<Rows> rows_between(const RowRange& stretch);
  // The last `count` rows in the order of a column, the last one first.
  std::unique_ptr<Rows> recent(const std::string& order, std::int64_t count);
  // The rows whose `column` has one of `values`, which are better not repeated; where given, only
  // those of a stretch, with both ends: then its index is used where the column has none. In no
  // certain order.
  std::unique_ptr<Rows> rows_of(const std::string& column, std::vector<std::string> values,
                                const std::optional<RowRange>& within = std::nullopt);
  // The smallest value of a column that is at least `from`, or the smallest of all where that is
  // empty; nothing where there is none.
  std::optional<std::string> first_from(const std::string& order, const std::string& from);

  // From here on each statement is explained before it runs: the database's own words; on MySQL,
  // which doesn't explain what is prepared, the statement with its values.
  void explain_to(std::function<void(const std::string& plan)> told) { told_ = std::move(told); }

 private:
  class Reading;
  class Pages;
  class Last;
  class Groups;

  const TableColumn& column(const std::string& name) const;
  database::Value bound(const TableColumn& column, const std::string& text) const;
  database::Rows query(const database::Statement& statement, const database::Arguments& arguments);
  database::Rows query_list(const database::Statement& statement,
                            const database::Arguments& arguments,
                            std::span<const database::Value> values);
  template <class Body>
  auto guarded(Body body) const;

  database::Address::Kind kind_;
  std::string shown_;
  Pace pace_;
  TableNames names_;  // the session's statements look into it
  std::unique_ptr<database::Session> session_;
  std::vector<TableColumn> all_, columns_;
  std::function<void(const std::string&)> told_;
};

}  // namespace callwidgets::sources
