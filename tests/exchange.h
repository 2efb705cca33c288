// One request and its answer, whatever carries them.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "fastcgi_client.h"

namespace callwidgets::test {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;
  std::string target;  // below the mount point: path, and query behind a question mark
  Headers headers;
  std::string body;
  std::string user = {};  // REMOTE_USER, where no web server is between that has logins of its own
};

struct Answer {
  int status = 0;
  Headers headers;
  std::string body;
  std::string failure;  // why there is no answer, where there is none

  // The values of a header, joined by ", "; empty where it is absent. Names compare without case.
  std::string header(const std::string& name) const;
  bool has(const std::string& name) const;
};

bool same_name(const std::string& a, const std::string& b);

// Sends exactly these bytes to 127.0.0.1 and reads until the server closes (the request says
// Connection: close). A silent server is a failure after 30 seconds. The server sees the client at
// `from`: every address of 127.0.0.0/8 is this host's own.
Answer over_http(int port, const std::string& mount, const Request& request,
                 const char* from = "127.0.0.1");

// The parameters with which a web server mounted at /api hands it on. A header that came twice is
// there twice.
Params parameters_of(const Request& request);

// What a CGI program writes.
Answer answer_of_cgi(const std::string& bytes);

// As a web server mounted at /api hands it on.
Answer over_fast_cgi(const std::string& socket, const Request& request);

// The same, still to be answered, on a connection of its own that goes with the object.
class Pending {
 public:
  // Throws std::runtime_error where the request can't be sent.
  Pending(const std::string& socket, const Request& request);
  bool answered_within(std::chrono::milliseconds time) { return wire_.readable_within(time); }
  Answer answer(std::chrono::milliseconds within = std::chrono::seconds{5});

 private:
  FastcgiClient wire_;
};

}  // namespace callwidgets::test
