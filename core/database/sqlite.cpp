#include "database/sqlite.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>

#include <mutex>
#include <regex>

#include "database/poco_session.h"

namespace callwidgets::database {
namespace {

// SQLite's own words. Poco often gives them twice: `no such table: a: no such table: a`.
std::string words_of(const Poco::Exception& error) {
  const std::string& text = error.message();
  const std::size_t half = text.size() / 2;
  if (text.size() % 2 == 0 && half > 1 && text.compare(half - 1, 2, ": ") == 0 &&
      text.compare(0, half - 1, text, half + 1) == 0) {
    return text.substr(0, half - 1);
  }
  return text.empty() ? error.displayText() : text;
}

// Turns Poco's exception, which is being handled, into an Error that names the file.
[[noreturn]] void rethrow_sqlite(const std::string& path) {
  using namespace Poco::Data::SQLite;
  const auto error = [&](Error::Kind kind, Cause cause, const Poco::Exception& from) {
    return Error(kind, cause, path + ": " + words_of(from));
  };
  using enum Error::Kind;
  try {
    throw;
  } catch (const DBLockedException& from) {
    throw error(conflict, Cause::locked, from);
  } catch (const TableLockedException& from) {
    throw error(conflict, Cause::locked, from);
  } catch (const CantOpenDBFileException& from) {
    throw error(unavailable, Cause::cannot_open, from);
  } catch (const Poco::Data::ConnectionFailedException& from) {
    throw error(unavailable, Cause::cannot_open, from);
  } catch (const CorruptImageException& from) {
    throw error(refused, Cause::damaged, from);
  } catch (const ReadOnlyException& from) {
    throw error(refused, Cause::read_only, from);
  } catch (const DBAccessDeniedException& from) {
    throw error(refused, Cause::cannot_open, from);
  } catch (const DatabaseFullException& from) {
    throw error(refused, Cause::full, from);
  } catch (const IOErrorException& from) {
    throw error(refused, Cause::io, from);
  } catch (const Poco::Exception& from) {
    const std::string words = words_of(from);
    const bool missing = words.starts_with("no such table") || words.starts_with("no such column");
    throw error(refused, missing ? Cause::table_missing : Cause::other, from);
  }
}

class SqliteSession : public PocoSession {
 public:
  SqliteSession(Poco::Data::Session session, const std::string& path)
      : PocoSession(std::move(session), true), path_(path) {
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
  void rethrow() const override { rethrow_sqlite(path_); }

  const std::string path_;
};

}  // namespace

std::unique_ptr<Session> open_sqlite(const Address& address) {
  static std::once_flag registered;
  std::call_once(registered, [] { Poco::Data::SQLite::Connector::registerConnector(); });
  try {
    return std::make_unique<SqliteSession>(Poco::Data::Session{"SQLite", address.path},
                                           address.path);
  } catch (const Poco::Exception&) {
    rethrow_sqlite(address.path);
  }
}

}  // namespace callwidgets::database
