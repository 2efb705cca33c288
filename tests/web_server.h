// A web server of the test's own before a site, with the file that the product ships for it.
#pragma once

#include <string>
#include <vector>

#include "transports.h"

namespace callwidgets::test {

class WebServer {
 public:
  // Runs tests/servers/NAME. `words`, each `name=value`, come behind those that tell it the site.
  WebServer(const std::string& name, const Folder& folder, const Site& site,
            const std::vector<std::string>& words = {});
  // Ends it.
  ~WebServer();
  WebServer(const WebServer&) = delete;
  WebServer& operator=(const WebServer&) = delete;

  // As seen by a client at `from`, an address of 127.0.0.0/8.
  Transport transport(const std::string& from = "127.0.0.1") const;
  std::string url() const;  // of the mount point

  // Its configuration is read again, as its operator has it done. Returns once that was asked for.
  void reload() const;

 private:
  std::string name_, script_, folder_;
};

}  // namespace callwidgets::test
