// SQL on a server of the MySQL family, by the mariadb client.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "process.h"
#include "site.h"

namespace callwidgets::test {

// `url` is a database's address as a setting, or a server's, which has no name behind the slash.
// Runs statements; gives the rows, a line each, tabs between the values. Throws std::runtime_error
// with what the server says where it refuses one.
std::string sql(const std::string& url, const std::string& statements);

// What mariadb-dump writes of a database, with these options of its own; and the same put back by
// the mariadb client. Both throw std::runtime_error with what was refused.
std::string dump(const std::string& url, const std::vector<std::string>& options);
void restore(const std::string& url, const std::string& dump);

// The database's address for a user of its own who has the privileges that INSTALL.md names and no
// other, but for those `more`.
std::string as_documented_user(const std::string& url, const std::string& more = {});

// A new, empty database on the server; its address. Gone with the server.
std::string fresh_schema(const std::string& server_url);

// A connection that stays open, for locks, and to be one of many. The destructor ends it.
class SqlSession {
 public:
  explicit SqlSession(const std::string& url);  // throws std::runtime_error where it is refused
  ~SqlSession();
  SqlSession(const SqlSession&) = delete;
  SqlSession& operator=(const SqlSession&) = delete;

  // Returns when the statement is done; throws std::runtime_error where it fails.
  void run(const std::string& statement);

 private:
  void wait_for(int step);

  Folder folder_;
  int input_ = -1;
  int steps_ = 0;
  std::unique_ptr<Process> client_;
};

// A copy of all tables in another database of the same server: made at once, put back by tables
// dropped, created and filled, as a dump's are.
class Backup {
 public:
  explicit Backup(const std::string& url);
  void restore() const;

 private:
  static void copy(const std::string& from, const std::string& to);

  std::string original_, copy_;
};

}  // namespace callwidgets::test
