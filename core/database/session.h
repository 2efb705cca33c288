#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "database/address.h"
#include "database/arguments.h"
#include "database/error.h"
#include "database/parsed_statement.h"
#include "database/rows.h"
#include "database/statement.h"
#include "database/wire.h"

namespace callwidgets::database {

// The values of a row, in the order of a statement's `:names`.
using Values = std::vector<Value>;

// What a row takes up in memory, in bytes, about.
std::size_t memory_of(const Values& row);

// One connection with its prepared statements. Used by one thread at a time. Every function throws
// Error, or std::bad_alloc where the driver has no memory; after either a running transaction must
// be rolled back.
class Session {
 public:
  using Visit = std::function<void(const Rows&)>;

  virtual ~Session() = default;

  Rows query(const Statement& statement, const Arguments& arguments);

  // Runs a query whose `IN (:list)` takes many values, in groups: visits the rows of each. Values
  // are better not repeated: one that falls into two groups gives its rows twice.
  void query_list(const Statement& statement, const Arguments& arguments, std::string_view list,
                  std::span<const Value> values, const Visit& visit);

  // Runs a query of rows' keys, `… WHERE a = :a AND b IN (:b)`, for many keys, in groups: visits
  // the rows of each.
  void query_each(const Statement& statement, std::vector<Values> keys, const Visit& visit);

  // Runs a statement that returns no rows; gives how many rows it matched, replaced or deleted.
  std::int64_t execute(const Statement& statement, const Arguments& arguments);

  // Runs a statement that returns no rows and whose `IN (:list)` takes many values, in groups;
  // gives how many rows all of them matched or deleted. Values are better not repeated.
  std::int64_t execute_list(const Statement& statement, const Arguments& arguments,
                            std::string_view list, std::span<const Value> values);

  // Runs an `INSERT`/`REPLACE … VALUES (…)` for many rows, in as few round trips as the driver
  // allows.
  void execute_rows(const Statement& statement, std::span<const Values> rows);

  // The same for a great many rows, by `load`, a `LOAD DATA LOCAL INFILE ':file' … (columns)`,
  // where the server takes it, else by `put`. The columns of both are the same.
  virtual void load_rows(const Statement& load, const Statement& put, std::span<const Values> rows);

  // What it reads is no longer what its address names: a file was replaced, or written to past its
  // log. Another session is to take its place.
  virtual bool outdated() const { return false; }
  // Which database it reads, where a path may come to mean another file; else empty.
  virtual std::string identity() const { return {}; }

  // Rows cross a connection, at a cost for each byte.
  virtual bool remote() const = 0;

  // Rows that queries returned since the session began.
  std::uint64_t rows_read() const { return rows_read_; }

  // Runs SQL that has no parameters and cannot be prepared (a schema's, a transaction's).
  virtual void direct(const std::string& sql) = 0;

  // A transaction that writes: on SQLite it holds the write lock from here on.
  virtual void begin() = 0;
  // Several queries over one and the same state; ends with commit().
  virtual void begin_snapshot() = 0;
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;

  // A statement of the schema as this database wants it, empty where it needs none; the only place
  // where the schemas differ.
  virtual std::string schema_text(std::string_view sql) const = 0;

 protected:
  using Marks = std::span<const Value* const>;  // the value of each `?`

  // A ParsedStatement lives as long as the session: its address says which prepared statement is
  // meant.
  virtual Rows run_query(const ParsedStatement& statement, Marks values) = 0;
  virtual std::int64_t run(const ParsedStatement& statement, Marks values) = 0;

  // How often a statement may be repeated in one: 1 where that gains nothing. A row has 20 values
  // at most, and SQLite takes 32,766 of a statement, MySQL 65,535.
  virtual std::size_t most_repetitions(Repetition::Of of) const = 0;

 private:
  Rows counted(Rows rows);
  // Calls run(statement, marks) for each group of a list's values.
  template <class Run>
  void in_groups(const Statement& statement, const Arguments& arguments, std::string_view list,
                 std::span<const Value> values, Run run);
  const ParsedStatement& parsed(const Statement& statement, const Repetition& repetition = {},
                                std::string_view list = {});

  std::map<std::pair<const char*, Repetition>, std::unique_ptr<ParsedStatement>> parsed_;
  std::uint64_t rows_read_ = 0;
};

// How long a session waits while another program holds an SQLite file.
struct LockPatience {
  std::chrono::seconds end{10};  // then the statement is an Error, a conflict
  // Called once in a wait that lasts `tell_after`, with the file's path. Where given, the Error is
  // `unavailable`, and a message for the operator: nothing is tried again.
  std::function<void(const std::string& path)> tell;
  std::chrono::seconds tell_after{5};
};

// What becomes of an SQLite file that is not there.
enum class Absent { refuse, make };

// A session for reading, through Poco::Data. `wire`, where given, outlives it. It changes nothing
// in an SQLite file, and makes none.
std::unique_ptr<Session> open_reader(const Address& address, Wire* wire = nullptr,
                                     LockPatience patience = {});
// A session for reading another program's tables in SQLite or on a MySQL server: text is bound as
// text, and a TIMESTAMP is UTC. No setting of it stays behind.
std::unique_ptr<Session> open_foreign(const Address& address);
// A session for writing: MySQL Connector/C++ on a server, on SQLite its own interface, and
// Poco::Data for queries. A statement that a server has not answered `answered_within` is an Error.
std::unique_ptr<Session> open_writer(
    const Address& address, std::chrono::seconds answered_within = std::chrono::seconds{10},
    Absent absent = Absent::refuse, LockPatience patience = {});

// Runs `body` in begin_snapshot() … commit(), rolled back when it throws.
template <class Body>
auto in_snapshot(Session& session, Body body) {
  session.begin_snapshot();
  try {
    auto result = body();
    session.commit();
    return result;
  } catch (...) {
    session.rollback();
    throw;
  }
}

// Runs `body` in begin() … commit(); rolled back and run again, whole, while the database reports a
// conflict (at most 20 times). Any other error rolls back and is thrown on.
void in_transaction(Session& session, const std::function<void()>& body);

}  // namespace callwidgets::database
