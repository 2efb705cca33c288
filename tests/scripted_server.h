// An HTTP server on this host that answers what a test tells it to, and remembers what it was
// asked.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace callwidgets::test {

struct HttpAsked {
  std::string target;
  std::map<std::string, std::string> headers;  // names in lower case

  std::string operator[](const std::string& name) const;  // empty where it isn't there
};

class ScriptedServer {
 public:
  // The bytes of the response, however whole; the connection is closed behind them. Called from one
  // thread.
  using Script = std::function<std::string(const HttpAsked&)>;

  explicit ScriptedServer(Script script);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  std::string url(const std::string& target) const;
  std::vector<HttpAsked> asked() const;

 private:
  void serve();

  const Script script_;
  int listening_;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::vector<HttpAsked> asked_;
  std::thread thread_;
};

// A whole response.
std::string http_response(const std::string& status, const std::string& body,
                          const std::string& more_headers = {});

}  // namespace callwidgets::test
