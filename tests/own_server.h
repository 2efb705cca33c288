// A database server of the test's own, that may be killed, stopped for a while and restarted.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "site.h"

namespace callwidgets::test {

class OwnServer {
 public:
  // `options` are the server's own, as `--name=value`.
  explicit OwnServer(Database kind, const std::vector<std::string>& options = {});
  // Ends it, whatever state it is in. A process of its own does so where the test was killed.
  ~OwnServer();
  OwnServer(const OwnServer&) = delete;
  OwnServer& operator=(const OwnServer&) = delete;

  // As a setting, without the name of a database; the same after a restart.
  std::string url() const;
  std::string socket() const;  // its unix socket
  std::string fresh_database() const;

  void kill();     // SIGKILL
  void restart();  // returns once it takes connections again, on the same data and port
  void suspend();  // SIGSTOP: connections stay open, and nothing is answered
  void resume();
  // Runs, whatever a test has left behind.
  void mend();

 private:
  std::string script() const;
  void run_script(const std::string& verb) const;
  void watch();
  void signal(int number) const;
  pid_t pid() const;  // 0 where it isn't running

  const std::string name_;
  std::string options_;
  Folder folder_;
  int watched_ = -1;
};

// A server that is stopped as long as this lives.
class Suspension {
 public:
  explicit Suspension(OwnServer& server) : server_(server) { server_.suspend(); }
  ~Suspension() { server_.resume(); }
  Suspension(const Suspension&) = delete;
  Suspension& operator=(const Suspension&) = delete;

 private:
  OwnServer& server_;
};

}  // namespace callwidgets::test
