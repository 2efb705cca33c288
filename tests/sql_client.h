// SQL on a server of the MySQL family, by the mariadb client.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "process.h"
#include "site.h"

namespace callwidgets::test {

// `url` is a database's address as a setting, or a server's, which has no name behind the slash. On
// a server of fresh_schema's the administrator asks, whoever the address names.
// Runs statements; gives the rows, a line each, tabs between the values. Throws std::runtime_error
// with what the server says where it refuses one.
std::string sql(const std::string& url, const std::string& statements);

// What mariadb-dump writes of a database, with these options of its own; and the same put back by
// the mariadb client, both as the user of the address. Both throw std::runtime_error with what was
// refused.
std::string dump(const std::string& url, const std::vector<std::string>& options);
void restore(const std::string& url, const std::string& dump);

// The user of the address gets these privileges on its database too.
void grant(const std::string& url, const std::string& privileges);

// What the clients of the MySQL family take to ask that server as its administrator.
std::vector<std::string> connection_options(const std::string& url);

// A new, empty database on the server, whose address names its administrator. It is made, and its
// users may do with it, what INSTALL.md says. The address of the user who imports. Gone with the
// server.
std::string fresh_schema(const std::string& server_url);

// The same database for the user who only reads; a file as it is.
std::string reading(const std::string& url);

// A connection that stays open, for locks, and to be one of many. The destructor ends it.
class SqlSession {
 public:
  enum class As { administrator, user_of_the_address };
  // Throws std::runtime_error where it is refused.
  explicit SqlSession(const std::string& url, As as = As::administrator);
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
