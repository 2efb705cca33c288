#include "database/mysql.h"

#include <Poco/Data/MySQL/Connector.h>
#include <Poco/Data/MySQL/MySQLException.h>
#include <Poco/Data/MySQL/Utility.h>
#include <mysql.h>

#include <charconv>
#include <mutex>
#include <string>
#include <string_view>

#include "database/mysql_dialect.h"
#include "database/poco_session.h"

namespace callwidgets::database {
namespace {

// Poco says the number of a statement's error in its text only.
int number_of(const Poco::Data::MySQL::MySQLException& error) {
  constexpr std::string_view mark = "[mysql_stmt_errno]: ";
  int number = error.code();
  const std::string& text = error.message();
  if (const auto at = text.find(mark); number == 0 && at != text.npos) {
    std::from_chars(text.data() + at + mark.size(), text.data() + text.size(), number);
  }
  return number;
}

[[noreturn]] void rethrow_mysql() {
  try {
    throw;
  } catch (const Poco::Data::MySQL::MySQLException& error) {
    const int number = number_of(error);
    throw Error(Error::kind_of(number), number, error.displayText());
  } catch (const Poco::Data::NotConnectedException& error) {
    throw Error(Error::Kind::unavailable, 0, error.displayText());
  } catch (const Poco::Data::ConnectionFailedException& error) {
    throw Error(Error::Kind::unavailable, error.code(), error.displayText());
  } catch (const Poco::Exception& error) {
    throw Error(Error::Kind::refused, error.code(), error.displayText());
  }
}

class MysqlSession : public PocoSession {
 public:
  MysqlSession(Poco::Data::Session session, Wire* wire)
      : PocoSession(std::move(session), false),
        handle_(Poco::Data::MySQL::Utility::handle(session_)),
        wire_(wire) {
    if (wire_) wire_->attach(static_cast<int>(mysql_get_socket(handle_)));
    try {
      for (const char* setting : mysql_session_settings) direct(setting);
    } catch (...) {
      if (wire_) wire_->detach();
      throw;
    }
  }
  ~MysqlSession() override {
    if (wire_) wire_->detach();
  }

  // Not every statement can be prepared (START TRANSACTION, in 5.6), so this goes past Poco's
  // statements.
  void direct(const std::string& sql) override {
    if (mysql_real_query(handle_, sql.data(), sql.size()) != 0) {
      const int code = static_cast<int>(mysql_errno(handle_));
      throw Error(Error::kind_of(code), code, mysql_error(handle_));
    }
  }
  void begin() override { direct("START TRANSACTION"); }
  void begin_snapshot() override {
    direct("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
  }
  void rollback() noexcept override { mysql_rollback(handle_); }
  std::string schema_text(std::string_view text) const override { return mysql_schema_text(text); }

 private:
  void rethrow() const override { rethrow_mysql(); }

  MYSQL* handle_;
  Wire* wire_;
};

// A value in Poco's `name=value;…` form, which has no way to quote one.
std::string connection_string(const Address& address) {
  for (const std::string* part : {&address.user, &address.password, &address.name}) {
    if (part->find(';') != std::string::npos) {
      throw Error(Error::Kind::refused, 0,
                  "database: user, password and name can hold no semicolon");
    }
  }
  return "host=" + address.host + ";port=" + std::to_string(address.port) +
         ";user=" + address.user + ";password=" + address.password + ";db=" + address.name +
         ";character-set=utf8mb4";
}

}  // namespace

std::unique_ptr<Session> open_mysql(const Address& address, Wire* wire) {
  static std::once_flag registered;
  std::call_once(registered, [] { Poco::Data::MySQL::Connector::registerConnector(); });
  try {
    // Up to the end of the handshake.
    constexpr std::size_t connect_seconds = 2;
    return std::make_unique<MysqlSession>(
        Poco::Data::Session{"MySQL", connection_string(address), connect_seconds}, wire);
  } catch (const Poco::Exception&) {
    rethrow_mysql();
  }
}

}  // namespace callwidgets::database
