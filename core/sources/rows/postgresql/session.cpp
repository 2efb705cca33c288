#include "sources/rows/postgresql/session.h"

#include <Poco/Data/PostgreSQL/Connector.h>
#include <Poco/Data/PostgreSQL/PostgreSQLException.h>

#include <mutex>
#include <string>

#include "database/poco_session.h"
#include "sources/rows/postgresql/connection_text.h"

namespace callwidgets::sources {
namespace {

using database::Cause;
using database::Error;
using database::ParsedStatement;

// libpq's words on one line, without the user's name.
std::string words_of(const Poco::Exception& error) {
  std::string words = error.message().empty() ? error.displayText() : error.message();
  for (char& c : words) c = c == '\n' || c == '\t' ? ' ' : c;
  for (auto at = words.find("user \""); at != words.npos; at = words.find("user \"", at + 1)) {
    const auto end = words.find('"', at + 6);
    if (end != words.npos) words.replace(at, end + 1 - at, "user of the settings");
  }
  while (words.ends_with(' ')) words.pop_back();
  return words;
}

[[noreturn]] void rethrow_postgresql() {
  try {
    throw;
  } catch (const Poco::Data::PostgreSQL::ConnectionException& error) {
    throw Error(Error::Kind::unavailable, Cause::unreachable, words_of(error));
  } catch (const Poco::Data::ConnectionFailedException& error) {
    throw Error(Error::Kind::unavailable, Cause::unreachable, words_of(error));
  } catch (const Poco::Exception& error) {
    throw Error(Error::Kind::refused, Cause::other, words_of(error));
  }
}

class PostgresqlSession : public database::PocoSession {
 public:
  explicit PostgresqlSession(Poco::Data::Session session)
      : PocoSession(std::move(session), Stores::columns) {
    direct("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
    direct("SET TIME ZONE 'UTC'");
    direct("SET datestyle = 'ISO, YMD'");
    // A plan for whatever values would not know how few rows a stretch has. Before version 12
    // there is no such setting.
    direct(
        "SELECT set_config(name, 'force_custom_plan', false) FROM pg_settings "
        "WHERE name = 'plan_cache_mode'");
  }

  void direct(const std::string& sql) override {
    try {
      session_ << sql, Poco::Data::Keywords::now;
    } catch (const Poco::Exception&) {
      rethrow_postgresql();
    }
  }
  void begin() override { direct("BEGIN"); }
  void begin_snapshot() override { direct("BEGIN ISOLATION LEVEL REPEATABLE READ"); }
  void rollback() noexcept override {
    try {
      session_ << "ROLLBACK", Poco::Data::Keywords::now;
    } catch (const Poco::Exception&) {
      // The connection is gone, and the server has rolled back.
    }
  }
  std::string schema_text(std::string_view) const override { return {}; }

 protected:
  // PostgreSQL's marks are numbered.
  std::string text_of(const ParsedStatement& statement, Marks) const override {
    std::string text;
    bool quoted = false;
    int number = 0;
    for (const char c : statement.text) {
      if (c == '\'') quoted = !quoted;
      if (c == '?' && !quoted) {
        text += '$' + std::to_string(++number);
      } else {
        text += c;
      }
    }
    return text;
  }

 private:
  void rethrow() const override { rethrow_postgresql(); }
};

}  // namespace

std::unique_ptr<database::Session> open_postgresql_session(const database::Address& address) try {
  static std::once_flag registered;
  std::call_once(registered, [] { Poco::Data::PostgreSQL::Connector::registerConnector(); });
  const std::string text = connection_text(address);
  try {
    return std::make_unique<PostgresqlSession>(Poco::Data::Session{"PostgreSQL", text});
  } catch (const Poco::Exception&) {
    rethrow_postgresql();
  }
} catch (const Error& error) {
  throw error.of(address.shown());
}

}  // namespace callwidgets::sources
