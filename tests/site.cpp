#include "site.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "sql_client.h"

namespace callwidgets::test {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  if (!value || !*value) throw std::runtime_error(std::string(name) + " is not set");
  return value;
}

std::string server_address(const std::string& name) {
  std::ifstream in{environment("CALLWIDGETS_TEST_SERVERS") + "/" + name + ".url"};
  std::string url;
  if (!std::getline(in, url)) throw std::runtime_error("no address of a private " + name);
  return url;
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
      log_(folder / (name + ".log")),
      first_lines_("database = " + database + "\nsocket = " + socket_ +
                   "\ncaller_key_file = " + (folder / "caller.key") + "\n") {
  settle(more);
}

void Site::settle(const std::vector<std::string>& more) const {
  const auto name_of = [](const std::string& line) {
    return line.substr(0, line.find_first_of(" ="));
  };
  std::ofstream out{settings_};
  // A setting stands there once: what `more` says counts.
  std::istringstream first{first_lines_ + "auth = everyone\n"};
  for (std::string line; std::getline(first, line);) {
    const bool is_said = std::any_of(more.begin(), more.end(), [&](const std::string& other) {
      return name_of(other) == name_of(line);
    });
    if (!is_said) out << line << '\n';
  }
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

void Site::start(int listening_socket) {
  program_ = std::make_unique<Process>(
      std::vector<std::string>{program_path("callwidgets"), "--settings", settings_}, log_, log_,
      listening_socket);
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  // Whoever is refused is answered, too.
  const auto answers = [&] {
    const int status = get("/miscellaneous/ping").status;
    return status == 200 || status == 401 || status == 403;
  };
  while (!answers()) {
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

Process& Site::program() {
  if (!program_) throw std::logic_error("the program was not started");
  return *program_;
}

Answer Site::get(const std::string& target) const {
  return over_fast_cgi(socket_, {"GET", target, {}, {}});
}

Finished Site::cgi(const std::string& target, const std::vector<std::string>& environment) const {
  const auto mark = std::min(target.find('?'), target.size());
  std::vector<std::string> command = {
      "env",
      "-i",
      "GATEWAY_INTERFACE=CGI/1.1",
      "REQUEST_METHOD=GET",
      "PATH_INFO=" + target.substr(0, mark),
      "QUERY_STRING=" + target.substr(std::min(mark + 1, target.size())),
      "CALLWIDGETS_SETTINGS=" + settings_};
  command.insert(command.end(), environment.begin(), environment.end());
  command.push_back(program_path("callwidgets"));
  return run(command);
}

}  // namespace callwidgets::test
