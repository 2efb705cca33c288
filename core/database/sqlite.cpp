#include "database/sqlite.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Format.h>
#include <sqlite3.h>

#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <regex>
#include <utility>

#include "database/lock_wait.h"
#include "database/poco_session.h"
#include "database/sqlite_file.h"

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
  const auto error = [&](Error::Kind kind, Cause cause, const Poco::Exception& from,
                         const std::string& more = {}) {
    return Error(kind, cause, path + ": " + words_of(from) + more);
  };
  using enum Error::Kind;
  try {
    throw;
  } catch (const NoMemoryException&) {
    throw std::bad_alloc{};
  } catch (const DBLockedException& from) {
    throw error(conflict, Cause::locked, from, "; another program holds it");
  } catch (const TableLockedException& from) {
    throw error(conflict, Cause::locked, from, "; another program holds it");
  } catch (const LockProtocolException& from) {
    throw error(conflict, Cause::locked, from);
  } catch (const CantOpenDBFileException& from) {
    const std::string problem = folder_problem(path);
    throw error(unavailable, Cause::cannot_open, from, problem.empty() ? "" : "; " + problem);
  } catch (const Poco::Data::ConnectionFailedException& from) {
    throw error(unavailable, Cause::cannot_open, from);
  } catch (const CorruptImageException& from) {
    throw error(unavailable, Cause::damaged, from);
  } catch (const ReadOnlyException& from) {
    throw error(refused, Cause::read_only, from);
  } catch (const DBAccessDeniedException& from) {
    throw error(refused, Cause::cannot_open, from);
  } catch (const DatabaseFullException& from) {
    throw error(refused, Cause::full, from);
  } catch (const InterruptException& from) {
    throw error(unavailable, Cause::other, from);
  } catch (const IOErrorException& from) {
    throw error(unavailable, Cause::io, from);
  } catch (const Poco::Exception& from) {
    const std::string words = words_of(from);
    const bool missing = words.starts_with("no such table") || words.starts_with("no such column");
    throw error(refused, missing ? Cause::table_missing : Cause::other, from);
  }
}

class SqliteSession : public PocoSession {
 public:
  using PocoSession::Stores;

  SqliteSession(const std::string& path, const char* mode, Wire* wire, LockPatience patience,
                Stores stores = Stores::blobs)
      : PocoSession(opened(path, mode), stores),
        path_(path),
        state_(FileState::at(path)),
        handle_(Poco::Data::SQLite::Utility::dbHandle(session_)),
        wire_(wire),
        lock_wait_(handle_, path, std::move(patience)) {
    if (wire_) {
      wire_->attach([this] {
        lock_wait_.end();
        sqlite3_interrupt(handle_);
      });
    }
    try {
      // Of ten years of days all widgets read more than the 2 MiB that it keeps by itself.
      direct("PRAGMA cache_size = -16384");
    } catch (...) {
      if (wire_) wire_->detach();
      throw;
    }
  }
  ~SqliteSession() override {
    if (wire_) wire_->detach();
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
  bool outdated() const override { return FileState::at(path_) != state_; }
  std::string identity() const override {
    return std::to_string(state_.device) + ' ' + std::to_string(state_.inode);
  }

  // Bytes must not become numbers: VARBINARY has numeric affinity here, BLOB has none.
  std::string schema_text(std::string_view sql) const override {
    static const std::regex varbinary{R"((VARBINARY|BINARY)\(\d+\))"};
    return std::regex_replace(std::string{sql}, varbinary, "BLOB");
  }

 protected:
  sqlite3* handle() const { return handle_; }

  void rethrow() const override {
    try {
      throw;
    } catch (const Poco::Data::SQLite::DBLockedException& error) {
      throw lock_wait_.error(path_ + ": " + words_of(error) + "; another program holds it");
    } catch (...) {
      rethrow_sqlite(path_);
    }
  }

 private:
  // Poco itself would make a file that is not there, and tries for a minute to open what it can't.
  static Poco::Data::Session opened(const std::string& path, const char* mode) {
    static std::once_flag registered;
    std::call_once(registered, [] { Poco::Data::SQLite::Connector::registerConnector(); });
    if (const std::string problem = file_problem(path); !problem.empty())
      throw Error(Error::Kind::unavailable, Cause::cannot_open, problem);
    std::string uri = path.starts_with('/') ? "file://" : "file:";
    for (const char sign : path) {
      const bool special = sign == '%' || sign == '?' || sign == '#';
      uri +=
          special ? Poco::format("%%%02hX", static_cast<unsigned short>(sign)) : std::string{sign};
    }
    try {
      constexpr std::size_t no_second_try = 0;
      return Poco::Data::Session{"SQLite", uri + "?mode=" + mode, no_second_try};
    } catch (const Poco::Exception&) {
      rethrow_sqlite(path);
    }
  }

  const std::string path_;
  const FileState state_;
  sqlite3* const handle_;
  Wire* const wire_;
  LockWait lock_wait_;  // of handle_
};

// Closes a statement with its last user.
struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class SqliteWriter : public SqliteSession {
 public:
  SqliteWriter(const std::string& path, LockPatience patience)
      : SqliteSession(path, "rw", nullptr, std::move(patience)) {
    direct("PRAGMA journal_mode = WAL");
    direct("PRAGMA synchronous = FULL");
  }
  // The whole database lies in its file again, so that a copy of that alone is a backup, and one
  // put in its place meets no earlier log. Not where somebody is reading just now.
  ~SqliteWriter() override {
    prepared_.clear();
    sqlite3_busy_timeout(handle(), 200);
    sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  }

 protected:
  // By SQLite's own interface: Poco parses a statement each time that it runs, which is half of
  // what an import takes.
  std::int64_t run(const ParsedStatement& statement, Marks values) override {
    try {
      sqlite3_stmt* const ready = prepared(statement);
      for (std::size_t at = 0; at < values.size(); ++at) {
        bind(ready, static_cast<int>(at) + 1, *values[at]);
      }
      const int done = sqlite3_step(ready);
      sqlite3_reset(ready);
      if (done != SQLITE_DONE) Poco::Data::SQLite::Utility::throwException(handle(), done);
      return sqlite3_changes(handle());
    } catch (const Poco::Exception&) {
      rethrow();
      throw;  // never reached; g++ doesn't believe a virtual function's [[noreturn]]
    }
  }

 private:
  sqlite3_stmt* prepared(const ParsedStatement& statement) {
    auto& entry = prepared_[&statement];
    if (entry) return entry.get();
    sqlite3_stmt* made = nullptr;
    const int done = sqlite3_prepare_v3(handle(), statement.text.c_str(), -1,
                                        SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    entry.reset(made);
    if (done != SQLITE_OK) {
      prepared_.erase(&statement);
      Poco::Data::SQLite::Utility::throwException(handle(), done);
    }
    return made;
  }

  // The bytes stay where they are until the statement has run.
  static void bind(sqlite3_stmt* statement, int at, const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      sqlite3_bind_int64(statement, at, *integer);
    } else {
      const auto& bytes = std::get<std::string>(value);
      sqlite3_bind_blob64(statement, at, bytes.data(), bytes.size(), SQLITE_STATIC);
    }
  }

  std::map<const ParsedStatement*, std::unique_ptr<sqlite3_stmt, Finalize>> prepared_;
};

}  // namespace

std::unique_ptr<Session> open_sqlite_reader(const Address& address, Wire* wire,
                                            LockPatience patience) {
  return std::make_unique<SqliteSession>(address.path, "ro", wire, std::move(patience));
}

std::unique_ptr<Session> open_sqlite_foreign(const Address& address) {
  return std::make_unique<SqliteSession>(address.path, "ro", nullptr, LockPatience{},
                                         SqliteSession::Stores::blobs_and_text);
}

std::unique_ptr<Session> open_sqlite_writer(const Address& address, Absent absent,
                                            LockPatience patience) {
  if (absent == Absent::make) make_file(address.path);
  return std::make_unique<SqliteWriter>(address.path, std::move(patience));
}

}  // namespace callwidgets::database
