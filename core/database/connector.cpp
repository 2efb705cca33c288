#include "database/connector.h"

#include <cppconn/connection.h>
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/statement.h>

#include <map>
#include <new>

#include "database/load_file.h"
#include "database/mysql_dialect.h"
#include "database/parsed_statement.h"
#include "database/server_options.h"

namespace callwidgets::database {
namespace {

using Type = ParsedStatement::Type;

[[noreturn]] void rethrow(const sql::SQLException& error) {
  constexpr int out_of_memory = 2008;  // the client library's
  if (error.getErrorCode() == out_of_memory) throw std::bad_alloc{};
  throw Error(Error::kind_of(error.getErrorCode()), error.getErrorCode(), error.what());
}

class ConnectorSession : public Session {
 public:
  explicit ConnectorSession(std::unique_ptr<sql::Connection> connection)
      : connection_(std::move(connection)), direct_(connection_->createStatement()) {
    for (const char* setting : mysql_session_settings) direct(setting);
  }

  bool remote() const override { return true; }
  void direct(const std::string& text) override try {
    direct_->execute(text);
  } catch (const sql::SQLException& error) {
    rethrow(error);
  }

  void load_rows(const Statement& load, const Statement& put,
                 std::span<const Values> rows) override {
    if (takes_files_) {
      const LoadFile file{rows};
      std::string text = ParsedStatement{load}.text;
      const std::string_view mark = ":file";
      text.replace(text.find(mark), mark.size(), file.path());
      try {
        direct_->execute(text);
        return;
      } catch (const sql::SQLException& error) {
        if (!refuses_files(error.getErrorCode())) rethrow(error);
        takes_files_ = false;
      }
    }
    execute_rows(put, rows);
  }

  void begin() override { direct("START TRANSACTION"); }
  void begin_snapshot() override {
    direct("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
  }
  void commit() override { direct("COMMIT"); }
  void rollback() noexcept override {
    try {
      direct_->execute("ROLLBACK");
    } catch (const sql::SQLException&) {
      // The connection is gone, and the server has rolled back.
    }
  }
  std::string schema_text(std::string_view text) const override { return mysql_schema_text(text); }

 protected:
  Rows run_query(const ParsedStatement& statement, Marks values) override try {
    Prepared& ready = prepared(statement);
    bind(*ready.statement, values);
    const std::unique_ptr<sql::ResultSet> result{ready.statement->executeQuery()};
    return collect(ready, *result);
  } catch (const sql::SQLException& error) {
    rethrow(error);
  }

  std::int64_t run(const ParsedStatement& statement, Marks values) override try {
    Prepared& ready = prepared(statement);
    bind(*ready.statement, values);
    return ready.statement->executeUpdate();
  } catch (const sql::SQLException& error) {
    rethrow(error);
  }

  std::size_t most_repetitions(Repetition::Of of) const override {
    return of == Repetition::Of::tuple ? 1024 : 256;
  }

 private:
  // What servers and the client say where LOAD DATA LOCAL is switched off.
  static bool refuses_files(int code) {
    return code == 1148 || code == 3948 || code == 2068 || code == 4166;
  }

  struct Prepared {
    explicit Prepared(const ParsedStatement& source)
        : parsed(source), columns(source.returns.size()), texts(source.returns.size()) {}
    const ParsedStatement& parsed;
    std::unique_ptr<sql::PreparedStatement> statement;
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> texts;  // what the columns' views look at
  };

  Prepared& prepared(const ParsedStatement& statement) {
    auto& entry = prepared_[&statement];
    if (entry) return *entry;
    auto made = std::make_unique<Prepared>(statement);
    made->statement.reset(connection_->prepareStatement(statement.text));
    entry = std::move(made);
    return *entry;
  }

  static void bind(sql::PreparedStatement& statement, Marks values) {
    unsigned index = 0;
    for (const Value* value : values) {
      if (const auto* integer = std::get_if<std::int64_t>(value)) {
        statement.setInt64(++index, *integer);
      } else {
        statement.setString(++index, std::get<std::string>(*value));
      }
    }
  }

  static Rows collect(Prepared& ready, sql::ResultSet& result) {
    for (Column& column : ready.columns) column = {};
    for (auto& texts : ready.texts) texts.clear();
    std::size_t rows = 0;
    for (; result.next(); ++rows) {
      for (std::size_t at = 0; at < ready.columns.size(); ++at) {
        const auto index = static_cast<unsigned>(at + 1);
        if (ready.parsed.returns[at] == Type::integer) {
          ready.columns[at].integers.push_back(result.getInt64(index));
        } else {
          ready.texts[at].push_back(result.getString(index).asStdString());
        }
      }
    }
    for (std::size_t at = 0; at < ready.columns.size(); ++at) {
      for (const std::string& text : ready.texts[at]) ready.columns[at].bytes.emplace_back(text);
    }
    return {rows, ready.columns};
  }

  std::unique_ptr<sql::Connection> connection_;
  std::unique_ptr<sql::Statement> direct_;
  bool takes_files_ = true;
  std::map<const ParsedStatement*, std::unique_ptr<Prepared>> prepared_;
};

sql::ConnectPropertyVal value_of(const ServerOptions::Option& option) {
  if (const auto* text = std::get_if<std::string>(&option.value)) return *text;
  if (const auto* number = std::get_if<int>(&option.value)) return *number;
  return std::get<bool>(option.value);
}

// Empty where the connection isn't encrypted.
std::string cipher_of(sql::Connection& connection) {
  const std::unique_ptr<sql::Statement> statement{connection.createStatement()};
  const std::unique_ptr<sql::ResultSet> row{
      statement->executeQuery("SHOW SESSION STATUS LIKE 'Ssl_cipher'")};
  return row->next() ? row->getString(2).asStdString() : "";
}

}  // namespace

std::unique_ptr<Session> open_connector(const Address& address,
                                        std::chrono::seconds answered_within) {
  try {
    const ServerOptions server{address, std::chrono::seconds{3}};
    sql::ConnectOptionsMap options;
    for (const auto& option : server.options) options[option.name] = value_of(option);
    options["hostName"] = server.socket.empty()
                              ? "tcp://" + server.host + ":" + std::to_string(server.port)
                              : "unix://" + server.socket;
    options["userName"] = address.user;
    options["password"] = address.password;
    options["schema"] = address.name;
    options["OPT_READ_TIMEOUT"] = static_cast<int>(answered_within.count());
    // Rows that a statement matched count, not those it happened to change.
    options["CLIENT_FOUND_ROWS"] = true;
    options["OPT_LOCAL_INFILE"] = 1;
    std::unique_ptr<sql::Connection> connection{get_driver_instance()->connect(options)};
    if (address.tls != Address::Tls::off) check_encrypted(address, cipher_of(*connection));
    return std::make_unique<ConnectorSession>(std::move(connection));
  } catch (const sql::SQLException& error) {
    rethrow(error);
  }
}

}  // namespace callwidgets::database
