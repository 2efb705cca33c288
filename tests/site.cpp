#include "site.h"

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <thread>

namespace callwidgets::test {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  if (!value || !*value) throw std::runtime_error(std::string(name) + " is not set");
  return value;
}

// user:password@host:port of mysql://user:password@host:port/
struct Server {
  std::string user, password, host, port;
  explicit Server(const std::string& url) {
    const size_t start = url.find("//") + 2, colon = url.find(':', start), at = url.rfind('@');
    const size_t port_colon = url.find(':', at), slash = url.find('/', at);
    user = url.substr(start, colon - start);
    password = url.substr(colon + 1, at - colon - 1);
    host = url.substr(at + 1, port_colon - at - 1);
    port = url.substr(port_colon + 1, slash - port_colon - 1);
  }
};

std::string server_address(const std::string& name) {
  std::ifstream in{environment("CALLWIDGETS_TEST_SERVERS") + "/" + name + ".url"};
  std::string url;
  if (!std::getline(in, url)) throw std::runtime_error("no address of a private " + name);
  return url;
}

std::string fresh_schema(const std::string& url) {
  static int count = 0;
  const std::string name = "t" + std::to_string(getpid()) + "_" + std::to_string(++count);
  const Server server{url};
  std::vector<std::string> client = {"mariadb",
                                     "--no-defaults",
                                     "--protocol=tcp",
                                     "--host=" + server.host,
                                     "--port=" + server.port,
                                     "--user=" + server.user,
                                     "--skip-ssl"};
  if (!server.password.empty()) client.push_back("--password=" + server.password);
  client.push_back("--execute=DROP DATABASE IF EXISTS " + name + "; CREATE DATABASE " + name);
  const Finished made = run(client);
  if (made.status != 0) throw std::runtime_error("no database on " + url + ": " + made.err);
  return url + name;
}

}  // namespace

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "callwidgets.XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

Folder::~Folder() {
  if (std::getenv("CALLWIDGETS_KEEP")) {
    std::cerr << "kept: " << path_ << '\n';
    return;
  }
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string fresh_database(Database kind, const Folder& folder) {
  static int count = 0;
  switch (kind) {
    case Database::sqlite:
      return "sqlite:" + (folder / std::to_string(++count)) + ".db";
    case Database::mariadb:
      return fresh_schema(server_address("mariadb"));
    case Database::mysql56:
      return fresh_schema(server_address("mysql56"));
  }
  throw std::logic_error("no such database");
}

std::string program_path(const std::string& name) {
  return environment("CALLWIDGETS_BIN") + "/" + name;
}

std::filesystem::path source_path() { return environment("CALLWIDGETS_SOURCE"); }

std::filesystem::path shared_data() {
  if (const char* given = std::getenv("CALLWIDGETS_SHARED")) return given;
  return source_path() / "../shared/data";
}

Site::Site(const Folder& folder, const std::string& name, const std::string& database,
           const std::vector<std::string>& more)
    : settings_(folder / (name + ".conf")),
      socket_(folder / (name + ".sock")),
      log_(folder / (name + ".log")) {
  std::ofstream out{settings_};
  out << "database = " << database << "\nsocket = " << socket_
      << "\ncaller_key_file = " << (folder / "caller.key") << '\n';
  for (const std::string& line : more) out << line << '\n';
}

std::vector<std::string> Site::admin_command(const std::vector<std::string>& words) const {
  std::vector<std::string> command = {program_path("callwidgets-admin"), "--settings", settings_};
  command.insert(command.end(), words.begin(), words.end());
  return command;
}

Finished Site::admin(const std::vector<std::string>& words, const std::string& input) const {
  return run(admin_command(words), input);
}

std::string Site::must_admin(const std::vector<std::string>& words,
                             const std::string& input) const {
  const Finished done = admin(words, input);
  if (done.status == 0) return done.out;
  std::string command = "callwidgets-admin";
  for (const std::string& word : words) command += " " + word;
  throw std::runtime_error(command + " ended with " + std::to_string(done.status) + ": " +
                           done.err);
}

void Site::start() {
  program_ = std::make_unique<Process>(
      std::vector<std::string>{program_path("callwidgets"), "--settings", settings_}, log_, log_);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (get("/miscellaneous/ping").status != 200) {
    if (!alive() || std::chrono::steady_clock::now() > until) {
      std::ifstream in{log_};
      throw std::runtime_error("callwidgets doesn't answer: " + get("/miscellaneous/ping").failure +
                               "\n" + std::string(std::istreambuf_iterator<char>(in), {}));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  log_begins_ = std::filesystem::file_size(log_);
}

std::vector<std::string> Site::logged() const {
  std::ifstream in{log_};
  in.seekg(static_cast<std::streamoff>(log_begins_));
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

void Site::stop() { program_.reset(); }

Answer Site::get(const std::string& target) const {
  return over_fast_cgi(socket_, {"GET", target, {}, {}});
}

}  // namespace callwidgets::test
