#include "database/mysql.h"

#include <Poco/Data/MySQL/MySQLException.h>
#include <mysql.h>

#include <charconv>
#include <mutex>
#include <new>
#include <string>
#include <string_view>

#include "database/mysql_dialect.h"
#include "database/poco_server.h"
#include "database/poco_session.h"
#include "database/server_options.h"

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

// The server's own words, out of Poco's `[mysql_stmt_error]: … [mysql_stmt_errno]: …`.
std::string words_of(const Poco::Exception& error) {
  const std::string& text = error.message();
  for (const std::string_view mark : {"[mysql_stmt_error]: ", "[mysql_error]: "}) {
    const auto at = text.find(mark);
    if (at == text.npos) continue;
    const auto begin = at + mark.size(), end = text.find("\t[", begin);
    return text.substr(begin, end == text.npos ? end : end - begin);
  }
  return text.empty() ? error.displayText() : text;
}

[[noreturn]] void rethrow_handle(MYSQL* handle) {
  const int code = static_cast<int>(mysql_errno(handle));
  throw Error(Error::kind_of(code), code, mysql_error(handle));
}

[[noreturn]] void rethrow_mysql(MYSQL* handle) {
  try {
    throw;
  } catch (const Poco::Data::MySQL::MySQLException& error) {
    const int number = number_of(error);
    // What fails while rows are fetched the library tells of the connection, not of the statement.
    if (number == 0 && mysql_errno(handle) != 0) rethrow_handle(handle);
    throw Error(Error::kind_of(number), number, words_of(error));
  } catch (const Poco::Data::NotConnectedException& error) {
    throw Error(Error::Kind::unavailable, Cause::lost, words_of(error));
  } catch (const Poco::Data::ConnectionFailedException& error) {
    throw Error(Error::Kind::unavailable, Cause::unreachable, words_of(error));
  } catch (const Poco::Exception& error) {
    throw Error(Error::Kind::refused, error.code(), words_of(error));
  }
}

class MysqlSession : public PocoSession {
 public:
  MysqlSession(MYSQL* handle, Poco::Data::Session session, Wire* wire)
      : PocoSession(std::move(session), Stores::columns), handle_(handle), wire_(wire) {
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
    if (mysql_real_query(handle_, sql.data(), sql.size()) != 0) rethrow_handle(handle_);
  }
  void begin() override { direct("START TRANSACTION"); }
  void begin_snapshot() override {
    direct("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
  }
  void rollback() noexcept override { mysql_rollback(handle_); }
  std::string schema_text(std::string_view text) const override { return mysql_schema_text(text); }

 private:
  void rethrow() const override { rethrow_mysql(handle_); }

  MYSQL* handle_;
  Wire* wire_;
};

void set(MYSQL* handle, const ServerOptions::Option& option) {
  const auto take = [&](const void* value) { mysql_optionsv(handle, option.number, value); };
  if (const auto* number = std::get_if<int>(&option.value)) return take(number);
  if (const auto* text = std::get_if<std::string>(&option.value)) return take(text->c_str());
  const my_bool flag = std::get<bool>(option.value);
  take(&flag);
}

ServerHandle connect(const Address& address) {
  const ServerOptions server{address, std::chrono::seconds{2}};
  ServerHandle handle{mysql_init(nullptr)};
  if (!handle) throw std::bad_alloc{};
  // Otherwise the library takes `localhost` for its own default socket.
  const unsigned protocol = server.socket.empty() ? MYSQL_PROTOCOL_TCP : MYSQL_PROTOCOL_SOCKET;
  mysql_optionsv(handle.get(), MYSQL_OPT_PROTOCOL, &protocol);
  for (const auto& option : server.options) set(handle.get(), option);
  if (!mysql_real_connect(handle.get(), server.host.c_str(), address.user.c_str(),
                          address.password.c_str(), address.name.c_str(), server.port,
                          server.socket.empty() ? nullptr : server.socket.c_str(), 0)) {
    rethrow_handle(handle.get());
  }
  const char* const cipher = mysql_get_ssl_cipher(handle.get());
  check_encrypted(address, cipher ? cipher : "");
  return handle;
}

}  // namespace

std::unique_ptr<Session> open_mysql(const Address& address, Wire* wire) {
  static std::once_flag begun;
  std::call_once(begun, [] { mysql_library_init(0, nullptr, nullptr); });
  ServerHandle connection = connect(address);
  MYSQL* const handle = connection.get();
  return std::make_unique<MysqlSession>(handle, poco_session(std::move(connection)), wire);
}

}  // namespace callwidgets::database
