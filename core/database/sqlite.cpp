#include "database/sqlite.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>

#include <mutex>
#include <regex>

#include "database/poco_session.h"

namespace callwidgets::database {
namespace {

[[noreturn]] void rethrow_sqlite() {
  try {
    throw;
  } catch (const Poco::Data::SQLite::DBLockedException& error) {
    throw Error(Error::Kind::conflict, 0, error.displayText());
  } catch (const Poco::Data::SQLite::TableLockedException& error) {
    throw Error(Error::Kind::conflict, 0, error.displayText());
  } catch (const Poco::Data::SQLite::CantOpenDBFileException& error) {
    throw Error(Error::Kind::unavailable, 0, error.displayText());
  } catch (const Poco::Data::ConnectionFailedException& error) {
    throw Error(Error::Kind::unavailable, 0, error.displayText());
  } catch (const Poco::Exception& error) {
    throw Error(Error::Kind::refused, error.code(), error.displayText());
  }
}

class SqliteSession : public PocoSession {
 public:
  explicit SqliteSession(Poco::Data::Session session) : PocoSession(std::move(session), true) {
    direct("PRAGMA busy_timeout = 10000");
    direct("PRAGMA journal_mode = WAL");
    direct("PRAGMA synchronous = FULL");
    // Of ten years of days all widgets read more than the 2 MiB that it keeps by itself.
    direct("PRAGMA cache_size = -16384");
  }

  void direct(const std::string& sql) override {
    try {
      session_ << sql, Poco::Data::Keywords::now;
    } catch (const Poco::Exception&) {
      rethrow();
    }
  }
  void begin() override { direct("BEGIN IMMEDIATE"); }
  // The snapshot is taken by the first query that follows.
  void begin_snapshot() override { direct("BEGIN"); }
  void rollback() noexcept override {
    try {
      session_ << "ROLLBACK", Poco::Data::Keywords::now;
    } catch (const Poco::Exception&) {
      // No transaction was left to roll back.
    }
  }
  // Bytes must not become numbers: VARBINARY has numeric affinity here, BLOB has none.
  std::string schema_text(std::string_view sql) const override {
    static const std::regex varbinary{R"((VARBINARY|BINARY)\(\d+\))"};
    return std::regex_replace(std::string{sql}, varbinary, "BLOB");
  }

 private:
  void rethrow() const override { rethrow_sqlite(); }
};

}  // namespace

std::unique_ptr<Session> open_sqlite(const Address& address) {
  static std::once_flag registered;
  std::call_once(registered, [] { Poco::Data::SQLite::Connector::registerConnector(); });
  try {
    return std::make_unique<SqliteSession>(Poco::Data::Session{"SQLite", address.path});
  } catch (const Poco::Exception&) {
    rethrow_sqlite();
  }
}

}  // namespace callwidgets::database
