// The ways in which a case reaches the program.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "exchange.h"
#include "site.h"

namespace callwidgets::test {

struct Transport {
  std::string name;  // as in a case's `via NAME`
  std::function<Answer(const Request&)> send;
};

// A private nginx and Apache before a site's socket, and Apache's plain CGI with its settings, with
// the configurations of nginx/ and apache/. They end with the object.
class WebServers {
 public:
  WebServers(const Folder& folder, const Site& site);
  ~WebServers();
  WebServers(const WebServers&) = delete;
  WebServers& operator=(const WebServers&) = delete;

  std::vector<Transport> transports() const;  // nginx, apache, cgi

 private:
  std::string nginx_, apache_;
};

Transport program_socket(const Site& site);

// Whether `callwidgets-admin query` can ask the same, and what it prints then.
bool can_be_queried(const Request& request);
Finished query(const Site& site, const Request& request);

}  // namespace callwidgets::test
