// An installation of the product in a folder of its own: a fresh database, settings, the programs.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "exchange.h"
#include "process.h"

namespace callwidgets::test {

enum class Database { sqlite, mariadb, mysql56 };

// A new folder that goes with the object. CALLWIDGETS_KEEP=1 leaves it, and says where it is.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The address, as a setting, of an empty database: a file in `folder`, or a new schema on the
// server whose address lies in CALLWIDGETS_TEST_SERVERS. Throws std::runtime_error where there is
// none.
std::string fresh_database(Database kind, const Folder& folder);

// What CALLWIDGETS_BIN and CALLWIDGETS_SOURCE hold; throws std::runtime_error where it is not set.
std::string program_path(const std::string& name);
std::filesystem::path source_path();

// The folder of the shared data: CALLWIDGETS_SHARED, or ../shared/data beside the checkout.
std::filesystem::path shared_data();

class Site {
 public:
  // Writes `name` + ".conf" into the folder: sites of one folder may share a database.
  // `more` are whole lines of settings; without one that says `auth`, everyone may ask.
  Site(const Folder& folder, const std::string& name, const std::string& database,
       const std::vector<std::string>& more = {});

  const std::string& settings() const { return settings_; }
  const std::string& socket() const { return socket_; }

  // What the program wrote to its standard error: since it first answered, or ever.
  std::vector<std::string> logged() const;
  const std::string& log_file() const { return log_; }

  // Writes the settings anew, with these lines in the place of the former `more`.
  void settle(const std::vector<std::string>& more) const;

  std::vector<std::string> admin_command(const std::vector<std::string>& words) const;
  Finished admin(const std::vector<std::string>& words, const std::string& input = {}) const;
  // The same, and throws std::runtime_error with its standard error unless it ends with 0.
  std::string must_admin(const std::vector<std::string>& words,
                         const std::string& input = {}) const;

  // Starts `callwidgets` and returns once it answers on its socket: one that it opens itself, or
  // the listening socket that it gets as its standard input.
  void start(int listening_socket = -1);
  void stop();
  bool alive() { return program_ && program_->alive(); }
  Process& program();  // throws std::logic_error where it was not started

  Answer get(const std::string& target) const;

  // One GET as plain CGI, a process of its own, with more in its environment.
  Finished cgi(const std::string& target, const std::vector<std::string>& environment = {}) const;

 private:
  std::string settings_, socket_, log_, first_lines_;
  std::size_t log_begins_ = 0;
  std::unique_ptr<Process> program_;
};

}  // namespace callwidgets::test
