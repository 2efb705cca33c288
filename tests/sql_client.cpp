#include "sql_client.h"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>

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

std::vector<std::string> program(const std::string& name, const std::string& url,
                                 const std::vector<std::string>& more) {
  const Address address{url};
  std::vector<std::string> command = {name,
                                      "--no-defaults",
                                      "--protocol=tcp",
                                      "--host=" + address.host,
                                      "--port=" + address.port,
                                      "--user=" + address.user,
                                      "--skip-ssl"};
  if (!address.password.empty()) command.push_back("--password=" + address.password);
  command.insert(command.end(), more.begin(), more.end());
  if (!address.schema.empty()) command.push_back(address.schema);
  return command;
}

std::vector<std::string> client(const std::string& url, std::vector<std::string> more) {
  more.insert(more.begin(), {"--connect-timeout=10", "--batch", "--skip-column-names"});
  return program("mariadb", url, more);
}

std::string text_of(const std::string& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::string sql(const std::string& url, const std::string& statements) {
  const Finished done = run(client(url, {"--execute=" + statements}));
  if (done.status != 0) throw std::runtime_error(statements + ": " + done.err);
  return done.out;
}

std::string dump(const std::string& url, const std::vector<std::string>& options) {
  const Finished done = run(program("mariadb-dump", url, options));
  if (done.status != 0) throw std::runtime_error("mariadb-dump: " + done.err);
  return done.out;
}

void restore(const std::string& url, const std::string& dump) {
  const Finished done = run(client(url, {}), dump);
  if (done.status != 0) throw std::runtime_error("a dump is refused: " + done.err);
}

std::string as_documented_user(const std::string& url, const std::string& more) {
  static int count = 0;
  const Address address{url};
  const std::string name = "u" + std::to_string(getpid()) + "_" + std::to_string(++count);
  const std::string user = "'" + name + "'@'127.0.0.1'";
  sql(url, "CREATE USER " + user +
               " IDENTIFIED BY 'a-long-password'; GRANT SELECT, INSERT, UPDATE, "
               "DELETE, CREATE, ALTER, INDEX" +
               more + " ON " + address.schema + ".* TO " + user);
  return "mysql://" + name + ":a-long-password@" + address.host + ":" + address.port + "/" +
         address.schema;
}

std::string fresh_schema(const std::string& server_url) {
  static int count = 0;
  const std::string name = "t" + std::to_string(getpid()) + "_" + std::to_string(++count);
  sql(server_url, "DROP DATABASE IF EXISTS " + name + "; CREATE DATABASE " + name);
  return server_url + name;
}

SqlSession::SqlSession(const std::string& url) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  input_ = ends[1];
  client_ = std::make_unique<Process>(client(url, {"--unbuffered"}), folder_ / "out",
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
    : original_(url), copy_(fresh_schema(url.substr(0, url.rfind('/') + 1))) {
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
