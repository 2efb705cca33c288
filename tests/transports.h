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

// Through a web server whose mount point has that address, as a client at `from`.
Transport over_url(const std::string& name, const std::string& url, const std::string& from);

// The address that a script of tests/servers has left in a file.
std::string url_in(const std::string& file);

// A server's processes may be another user's: they have to reach what lies in the folder.
void open_to_all(const Folder& folder);

// A private nginx before a socket (a path, or an address), with nginx/callwidgets.conf. `with`: the
// words of tests/servers/nginx, such as `cached`. It ends with the object.
class Nginx {
 public:
  Nginx(const Folder& folder, const std::string& socket, const std::vector<std::string>& with = {});
  ~Nginx();
  Nginx(const Nginx&) = delete;
  Nginx& operator=(const Nginx&) = delete;
  // As seen by a client at `from`, an address of 127.0.0.0/8.
  Transport transport(const std::string& from = "127.0.0.1") const;
  std::string url() const;  // of the mount point
  void reload() const;

 private:
  std::string folder_;
};

// A private Apache with the files of apache/: before a site's socket, and with its settings,
// mounted there; nothing is the root. It ends with the object.
class Apache {
 public:
  enum class Way { fcgi, cached, cgi };
  // `cgi`: what it starts as plain CGI in the program's place. `with`: the words of
  // tests/servers/apache.
  Apache(const Folder& folder, const Site& site, const std::string& mount = "/api",
         const std::string& cgi = {}, const std::vector<std::string>& with = {});
  ~Apache();
  Apache(const Apache&) = delete;
  Apache& operator=(const Apache&) = delete;
  Transport transport(Way way, const std::string& from = "127.0.0.1") const;
  std::string url(Way way) const;  // of the mount point
  void reload() const;

 private:
  std::string folder_;
};

// Both, before one site.
class WebServers {
 public:
  WebServers(const Folder& folder, const Site& site)
      : nginx_(folder, site.socket()), apache_(folder, site) {}
  std::vector<Transport> transports() const;  // nginx, apache, cgi

 private:
  Nginx nginx_;
  Apache apache_;
};

Transport program_socket(const Site& site);

// A process of the program's for each request, without a web server. A header that came twice is
// joined by a comma, as web servers do it.
Transport plain_cgi(const Site& site);

// Whether `callwidgets-admin query` can ask the same, and what it prints then.
bool can_be_queried(const Request& request);
Finished query(const Site& site, const Request& request);

}  // namespace callwidgets::test
