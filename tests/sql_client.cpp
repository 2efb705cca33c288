#include "sql_client.h"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "install_guide.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

// mysql://user:password@host:port/ and perhaps a name
struct Address {
  std::string user, password, host, port, schema;
  explicit Address(const std::string& url) {
    const size_t start = url.find("//") + 2, colon = url.find(':', start), at = url.rfind('@');
    const size_t port_colon = url.find(':', at), slash = url.find('/', at);
    user = url.substr(start, colon - start);
    password = url.substr(colon + 1, at - colon - 1);
    host = url.substr(at + 1, port_colon - at - 1);
    port = url.substr(port_colon + 1, slash - port_colon - 1);
    schema = url.substr(slash + 1);
  }
};

// Of the servers that schemas were made on, by host and port.
std::map<std::string, Address>& administrators() {
  static std::map<std::string, Address> known;
  return known;
}

std::string place(const Address& address) { return address.host + ":" + address.port; }

Address asked_as_administrator(const std::string& url) {
  Address address{url};
  if (const auto known = administrators().find(place(address)); known != administrators().end()) {
    address.user = known->second.user;
    address.password = known->second.password;
  }
  return address;
}

std::string for_user(const std::string& user, const std::string& url) {
  return "mysql://" + user + url.substr(url.rfind('@'));
}

// The documented statement, about this schema.
std::string about_schema(std::string statement, const std::string& name) {
  static const std::string documented = " callwidgets";
  for (const char* next : {".*", " CHARACTER"}) {
    const size_t at = statement.find(documented + next);
    if (at != std::string::npos) statement.replace(at + 1, documented.size() - 1, name);
  }
  return statement;
}

std::vector<std::string> options_of(const Address& address) {
  std::vector<std::string> options = {"--no-defaults",          "--protocol=tcp",
                                      "--host=" + address.host, "--port=" + address.port,
                                      "--user=" + address.user, "--skip-ssl"};
  if (!address.password.empty()) options.push_back("--password=" + address.password);
  return options;
}

std::vector<std::string> program(const std::string& name, const Address& address,
                                 const std::vector<std::string>& more) {
  std::vector<std::string> command = options_of(address);
  command.insert(command.begin(), name);
  command.insert(command.end(), more.begin(), more.end());
  if (!address.schema.empty()) command.push_back(address.schema);
  return command;
}

std::vector<std::string> client(const Address& address, std::vector<std::string> more) {
  more.insert(more.begin(), {"--connect-timeout=10", "--batch", "--skip-column-names"});
  return program("mariadb", address, more);
}

std::string text_of(const std::string& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::vector<std::string> connection_options(const std::string& url) {
  return options_of(asked_as_administrator(url));
}

std::string sql(const std::string& url, const std::string& statements) {
  // A command line holds no more.
  constexpr std::size_t longest = 100'000;
  const Address address = asked_as_administrator(url);
  const Finished done = statements.size() > longest
                            ? run(client(address, {}), statements)
                            : run(client(address, {"--execute=" + statements}));
  if (done.status != 0) throw std::runtime_error(statements + ": " + done.err);
  return done.out;
}

std::string dump(const std::string& url, const std::vector<std::string>& options) {
  const Finished done = run(program("mariadb-dump", Address{url}, options));
  if (done.status != 0) throw std::runtime_error("mariadb-dump: " + done.err);
  return done.out;
}

void restore(const std::string& url, const std::string& dump) {
  const Finished done = run(program("mariadb", Address{url}, {}), dump);
  if (done.status != 0) throw std::runtime_error("a dump is refused: " + done.err);
}

void grant(const std::string& url, const std::string& privileges) {
  const Address address{url};
  sql(url,
      "GRANT " + privileges + " ON " + address.schema + ".* TO '" + address.user + "'@'127.0.0.1'");
}

std::string fresh_schema(const std::string& server_url) {
  static int count = 0;
  const std::string name = "t" + std::to_string(getpid()) + "_" + std::to_string(++count);
  const Address administrator{server_url};
  administrators().insert_or_assign(place(administrator), administrator);
  std::string statements = "DROP DATABASE IF EXISTS " + name;
  for (const std::string& statement : install_guide::mysql_statements()) {
    // The users are there, since the server's start.
    if (!statement.starts_with("CREATE USER")) statements += "; " + about_schema(statement, name);
  }
  sql(server_url, statements);
  return for_user(install_guide::importing_user(), server_url + name);
}

std::string reading(const std::string& url) {
  return url.starts_with("mysql:") ? for_user(install_guide::reading_user(), url) : url;
}

SqlSession::SqlSession(const std::string& url, As as) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  input_ = ends[1];
  const Address address = as == As::administrator ? asked_as_administrator(url) : Address{url};
  client_ = std::make_unique<Process>(client(address, {"--unbuffered"}), folder_ / "out",
                                      folder_ / "err", ends[0]);
  close(ends[0]);
  try {
    run("DO 0");
  } catch (...) {
    close(input_);
    throw;
  }
}

SqlSession::~SqlSession() {
  close(input_);
  client_->wait(std::chrono::seconds{5});
}

void SqlSession::run(const std::string& statement) {
  const std::string line =
      statement + ";\nSELECT 'step " + std::to_string(++steps_) + " is done';\n";
  if (!client_->alive() ||
      write(input_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    throw std::runtime_error("no client any more: " + text_of(folder_ / "err"));
  }
  wait_for(steps_);
}

void SqlSession::wait_for(int step) {
  const std::string sign = "step " + std::to_string(step) + " is done";
  bool gone = false;
  const bool came = eventually(
      [&] {
        gone = !client_->alive();
        return text_of(folder_ / "out").find(sign) != std::string::npos || gone;
      },
      std::chrono::seconds{30});
  if (gone || !came) throw std::runtime_error("SQL session: " + text_of(folder_ / "err"));
}

Backup::Backup(const std::string& url)
    : original_(url), copy_(url.substr(0, url.rfind('/') + 1) + Address{url}.schema + "_copy") {
  sql(original_, "CREATE DATABASE " + Address{copy_}.schema);
  copy(original_, copy_);
}

void Backup::restore() const { copy(copy_, original_); }

void Backup::copy(const std::string& from, const std::string& to) {
  const std::string source = Address{from}.schema, target = Address{to}.schema;
  std::istringstream tables{sql(from, "SHOW TABLES")};
  std::string statements;
  for (std::string table; std::getline(tables, table);) {
    statements += "DROP TABLE IF EXISTS " + target + "." + table + ";CREATE TABLE " + target + "." +
                  table + " LIKE " + source + "." + table + ";INSERT INTO " + target + "." + table +
                  " SELECT * FROM " + source + "." + table + ";";
  }
  sql(to, statements);
}

}  // namespace callwidgets::test
