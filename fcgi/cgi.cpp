#include "fcgi/cgi.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>
#include <string_view>

#include "fcgi/request_fields.h"
#include "fcgi/response_bytes.h"

extern char** environ;

namespace callwidgets::door {

bool serves_cgi() {
  struct stat input;
  if (fstat(0, &input) == 0 && S_ISSOCK(input.st_mode)) return false;
  return std::getenv("GATEWAY_INTERFACE") || std::getenv("REQUEST_METHOD");
}

Request cgi_request() {
  Request request;
  for (char** variable = environ; variable && *variable; ++variable) {
    const std::string_view text{*variable};
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    set_field(request, text.substr(0, equals), text.substr(equals + 1));
  }
  complete(request);
  return request;
}

bool write_cgi(int fd, const Response& response) {
  const std::string text = bytes(response);
  std::string_view left = text;
  while (!left.empty()) {
    const auto done = write(fd, left.data(), left.size());
    if (done >= 0) {
      left.remove_prefix(static_cast<std::size_t>(done));
    } else if (errno == EAGAIN) {
      pollfd ready{fd, POLLOUT, 0};
      poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

bool answer_cgi(Handler& handler) {
  signal(SIGPIPE, SIG_IGN);
  const Request request = cgi_request();
  if (const auto response = handler.at_once(request)) return write_cgi(STDOUT_FILENO, *response);
  return write_cgi(STDOUT_FILENO, handler.worker()->answer(request));
}

}  // namespace callwidgets::door
