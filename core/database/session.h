#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "database/address.h"
#include "database/arguments.h"
#include "database/error.h"
#include "database/rows.h"
#include "database/statement.h"

namespace callwidgets::database {

// One connection with its prepared statements. Used by one thread at a time. Every function throws
// Error; after an Error a running transaction must be rolled back.
class Session {
 public:
  virtual ~Session() = default;

  virtual Rows query(const Statement& statement, const Arguments& arguments) = 0;

  // Runs a statement that returns no rows; gives how many rows it matched, replaced or deleted.
  virtual std::int64_t execute(const Statement& statement, const Arguments& arguments) = 0;

  // Runs an `INSERT`/`REPLACE … VALUES (…)` for many rows, whose values stand in the order of the
  // statement's
  // `:names`; in as few round trips as the driver allows.
  virtual void execute_rows(const Statement& statement,
                            std::span<const std::vector<Value>> rows) = 0;

  // Runs SQL that has no parameters and cannot be prepared (a schema's, a transaction's).
  virtual void direct(const std::string& sql) = 0;

  // A transaction that writes: on SQLite it holds the write lock from here on.
  virtual void begin() = 0;
  // Several queries over one and the same state; ends with commit().
  virtual void begin_snapshot() = 0;
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;

  // A CREATE TABLE as this database wants it; the only place where the schemas differ.
  virtual std::string schema_text(std::string_view sql) const = 0;
};

// A session for reading, through Poco::Data.
std::unique_ptr<Session> open_reader(const Address& address);
// A session for writing: MySQL Connector/C++ on a server, Poco::Data on SQLite.
std::unique_ptr<Session> open_writer(const Address& address);

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
