#include "sources/rows/table.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "calls/excerpt.h"
#include "sources/rows/postgresql_session.h"
#include "sources/rows/table_reading.h"
#include "sql/statements.h"

namespace callwidgets::sources {
namespace {

using database::Address;
using database::Statement;

std::unique_ptr<database::Session> opened(const Address& address) {
  if (address.kind == Address::Kind::postgresql) return open_postgresql(address);
  return database::open_foreign(address);
}

const Statement& columns_of(Address::Kind kind) {
  if (kind == Address::Kind::sqlite) return sql::sources::columns_sqlite;
  return kind == Address::Kind::mysql ? sql::sources::columns_mysql
                                      : sql::sources::columns_postgresql;
}

const Statement& tables_of(Address::Kind kind) {
  if (kind == Address::Kind::sqlite) return sql::sources::tables_sqlite;
  return kind == Address::Kind::mysql ? sql::sources::tables_mysql
                                      : sql::sources::tables_postgresql;
}

}  // namespace

// The database's own errors, with the table's name.
template <class Body>
auto Table::guarded(Body body) const {
  try {
    return body();
  } catch (const database::Error& error) {
    // It speaks of the program's own database.
    std::string advice = error.advice();
    constexpr std::string_view own = "the setting database";
    if (const auto at = advice.find(own); at != advice.npos)
      advice.replace(at, own.size(), "`database` of the source's file");
    throw RowsError(shown_ + ": " + advice);
  }
}

Table::Table(const Address& address, const std::string& name, Pace pace)
    : kind_(address.kind),
      shown_(name + " in " + address.shown()),
      pace_(std::move(pace)),
      names_(address.kind, name) {
  for (const std::string& part : {names_.schema(), names_.table()}) {
    if (part.empty() ? part == names_.table() : !TableNames::can_be_named(part)) {
      throw RowsError("the table is " + calls::excerpt(name) +
                      "; allowed: TABLE or SCHEMA.TABLE, without quotes, colons, question marks "
                      "and braces");
    }
  }
  guarded([&] {
    session_ = opened(address);
    const database::Arguments here{{"schema", names_.schema()}, {"table", names_.table()}};
    const auto columns = session_->query(columns_of(kind_), here);
    for (std::size_t row = 0; row < columns.size(); ++row) {
      const std::string_view column = columns.bytes(row, 0), type = columns.bytes(row, 1);
      if (TableNames::can_be_named(column) && TableNames::can_be_read(type))
        all_.push_back(names_.column(column, type));
    }
    if (!columns.empty()) return;
    std::string tables;
    const auto found = session_->query(tables_of(kind_), {{"schema", names_.schema()}});
    for (std::size_t row = 0; row < found.size(); ++row)
      tables += (row > 0 ? ", " : "") + std::string{found.bytes(row, 0)};
    throw RowsError(shown_ + ": there is no such table, or the user may not read it; there are: " +
                    (tables.empty() ? "none" : tables));
  });
  if (all_.empty()) throw RowsError(shown_ + ": no column of it can be read as text");
  columns_ = all_;
}

Table::~Table() = default;

const TableColumn& Table::column(const std::string& name) const {
  const auto found = std::find_if(all_.begin(), all_.end(),
                                  [&](const TableColumn& one) { return one.name == name; });
  if (found != all_.end()) return *found;
  std::string there;
  for (const TableColumn& one : all_) there += (there.empty() ? "" : ", ") + one.name;
  throw RowsError(shown_ + ": there is no column " + calls::excerpt(name) +
                  " that can be read; there are: " + there);
}

std::vector<std::string> Table::column_names() const {
  std::vector<std::string> names;
  for (const TableColumn& column : columns_) names.push_back(column.name);
  return names;
}

void Table::want(const std::vector<std::string>& names) {
  std::vector<TableColumn> wanted;
  for (const std::string& name : names) wanted.push_back(column(name));
  if (wanted.empty()) throw RowsError(shown_ + ": no column is wanted");
  columns_ = std::move(wanted);
}

// A number goes as one, so that no server compares it as text or as a fraction. SQLite's columns
// may have no type.
database::Value Table::bound(const TableColumn& column, const std::string& text) const {
  if (column.whole || (kind_ == Address::Kind::sqlite && column.type.empty())) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size()) return number;
  }
  return text;
}

database::Rows Table::query(const Statement& statement, const database::Arguments& arguments) {
  return guarded([&] {
    if (told_ && kind_ == Address::Kind::mysql) {
      told_(reading::with_values(statement, arguments, {}));
    } else if (told_) {
      told_(reading::plan(session_->query(names_.explained(statement), arguments)));
    }
    return session_->query(statement, arguments);
  });
}

database::Rows Table::query_list(const Statement& statement, const database::Arguments& arguments,
                                 std::span<const database::Value> values) {
  return guarded([&] {
    if (told_ && kind_ == Address::Kind::mysql) {
      told_(reading::with_values(statement, arguments, values));
    } else if (told_) {
      session_->query_list(names_.explained(statement), arguments, "values", values,
                           [&](const database::Rows& rows) { told_(reading::plan(rows)); });
    }
    std::optional<database::Rows> found;
    session_->query_list(statement, arguments, "values", values,
                         [&](const database::Rows& rows) { found = rows; });
    return *found;
  });
}

// Rows as they come from the pages of one statement or several.
class Table::Reading : public Rows {
 public:
  Reading(Table& table, std::size_t width) : table_(table), values_(width) {}

  bool next(Row& row) override {
    while (at_ == end_) {
      if (!fetch()) return false;
    }
    for (std::size_t column = 0; column < values_.size(); ++column)
      values_[column] = page_->bytes(at_, column);
    ++at_;
    raw_ = reading::with_commas(values_);
    row.number = ++count_;
    row.values = values_;
    row.raw = raw_;
    row.problem.clear();
    return true;
  }

 protected:
  // The next page, by take(); false where there is none.
  virtual bool fetch() = 0;
  void take(const database::Rows& page, std::size_t rows) {
    table_.pace_.took(static_cast<std::int64_t>(page.size()));
    page_ = page;
    at_ = 0;
    end_ = rows;
  }

  Table& table_;

 private:
  std::vector<std::string_view> values_;
  std::optional<database::Rows> page_;
  std::size_t at_ = 0, end_ = 0;
  std::int64_t count_ = 0;
  std::string raw_;
};

// A stretch in pages. A page begins where the one before ended: rows of its last value were left to
// it, because those of one value have no order among themselves.
class Table::Pages : public Reading {
 public:
  Pages(Table& table, const RowRange& stretch)
      : Reading(table, table.columns_.size()),
        order_(table.column(stretch.order)),
        columns_(table.columns_),
        from_(stretch.from),
        to_(stretch.to) {
    columns_.push_back(order_);
  }

 private:
  bool fetch() override {
    if (ended_) return false;
    for (std::int64_t rows = table_.pace_.most(usual_rows);; rows *= 2) {
      const database::Rows page = read(rows);
      const std::size_t size = page.size();
      ended_ = size < static_cast<std::size_t>(rows);
      if (ended_) {
        take(page, size);
        return size > 0;
      }
      const std::size_t order = columns_.size() - 1;
      const std::string last{page.bytes(size - 1, order)};
      std::size_t kept = size;
      while (kept > 0 && page.bytes(kept - 1, order) == last) --kept;
      if (kept > 0) {
        from_ = last;
        take(page, kept);
        return true;
      }
      if (rows >= most_of_one_value) {
        throw RowsError(table_.shown() + ": more than " + std::to_string(rows - 1) +
                        " rows have one and the same " + order_.name + ", " + calls::excerpt(last) +
                        "; allowed: fewer. Another column must give the order");
      }
    }
  }

  database::Rows read(std::int64_t rows) {
    database::Arguments arguments{{"from", table_.bound(order_, from_)}, {"limit", rows}};
    if (!to_.empty()) arguments.push_back({"to", table_.bound(order_, to_)});
    return table_.query(
        table_.names_.statement(to_.empty() ? sql::sources::rows_from : sql::sources::rows_between,
                                columns_, &order_),
        arguments);
  }

  static constexpr std::int64_t usual_rows = 2000, most_of_one_value = 64'000;

  const TableColumn order_;
  std::vector<TableColumn> columns_;  // the wanted ones, and the order
  std::string from_;
  const std::string to_;
  bool ended_ = false;
};

class Table::Last : public Reading {
 public:
  Last(Table& table, const std::string& order, std::int64_t count)
      : Reading(table, table.columns_.size()), order_(table.column(order)), count_(count) {}

 private:
  bool fetch() override {
    if (count_ <= 0) return false;
    const database::Rows page =
        table_.query(table_.names_.statement(sql::sources::recent_rows, table_.columns_, &order_),
                     {{"limit", std::exchange(count_, 0)}});
    take(page, page.size());
    return true;
  }

  const TableColumn order_;
  std::int64_t count_;
};

class Table::Groups : public Reading {
 public:
  Groups(Table& table, const std::string& column, std::vector<std::string> values,
         const std::optional<RowRange>& within)
      : Reading(table, table.columns_.size()),
        column_(table.column(column)),
        values_(std::move(values)) {
    if (!within) return;
    order_ = table.column(within->order);
    arguments_ = {{"from", table.bound(*order_, within->from)},
                  {"to", table.bound(*order_, within->to)}};
  }

 private:
  bool fetch() override {
    constexpr std::size_t most = 256;
    if (given_ == values_.size()) return false;
    std::vector<database::Value> group;
    for (; given_ < values_.size() && group.size() < most; ++given_)
      group.push_back(table_.bound(column_, values_[given_]));
    const database::Rows page = table_.query_list(
        table_.names_.statement(order_ ? sql::sources::rows_of_between : sql::sources::rows_of,
                                table_.columns_, order_ ? &*order_ : nullptr, &column_),
        arguments_, group);
    take(page, page.size());
    return true;
  }

  const TableColumn column_;
  const std::vector<std::string> values_;
  std::optional<TableColumn> order_;
  database::Arguments arguments_;
  std::size_t given_ = 0;
};

std::unique_ptr<Rows> Table::rows_between(const RowRange& stretch) {
  return std::make_unique<Pages>(*this, stretch);
}

std::unique_ptr<Rows> Table::recent(const std::string& order, std::int64_t count) {
  return std::make_unique<Last>(*this, order, count);
}

std::unique_ptr<Rows> Table::rows_of(const std::string& column, std::vector<std::string> values,
                                     const std::optional<RowRange>& within) {
  return std::make_unique<Groups>(*this, column, std::move(values), within);
}

std::optional<std::string> Table::first_from(const std::string& order, const std::string& from) {
  const TableColumn& by = column(order);
  database::Arguments arguments{{"limit", 1}};
  if (!from.empty()) arguments.push_back({"from", bound(by, from)});
  const auto rows =
      query(names_.statement(from.empty() ? sql::sources::first_rows : sql::sources::rows_from,
                             {by}, &by),
            arguments);
  pace_.took(1);
  if (rows.empty()) return std::nullopt;
  return std::string{rows.bytes(0, 0)};
}

}  // namespace callwidgets::sources
