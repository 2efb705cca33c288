// A FastCGI program that answers what a test tells it to, and remembers what it was asked.
#pragma once

#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "fastcgi_client.h"
#include "held_socket.h"

namespace callwidgets::test {

// One request as the program got it.
struct Asked {
  Params params;
  std::string operator[](const std::string& name) const;  // the last of that name, or nothing
};

class ScriptedProgram {
 public:
  // What a CGI program would print: `Status:` line, headers, an empty line, the body. Called from
  // several threads, one a connection.
  using Script = std::function<std::string(const Asked&)>;

  ScriptedProgram(const std::string& socket_path, Script script);
  ~ScriptedProgram();  // as a program that is gone: nobody listens, and connections close
  ScriptedProgram(const ScriptedProgram&) = delete;
  ScriptedProgram& operator=(const ScriptedProgram&) = delete;

  std::vector<Asked> asked() const;
  void forget();  // what was asked so far

 private:
  void accept_all();
  void serve(int connection);

  const Script script_;
  HeldSocket socket_;
  mutable std::mutex mutex_;
  std::vector<Asked> asked_;
  std::list<int> connections_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace callwidgets::test
