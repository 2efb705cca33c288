#include "fcgi/transport/cgi.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <string_view>

#include "fcgi/http/request_fields.h"
#include "fcgi/http/response_bytes.h"

extern char** environ;

namespace callwidgets::web {

bool serves_cgi() {
  // Apache's mod_cgid hands the body on in a connected socket; FastCGI's is one that listens.
  int listens = 0;
  socklen_t size = sizeof listens;
  if (getsockopt(0, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && listens) return false;
  return std::getenv("GATEWAY_INTERFACE") || std::getenv("REQUEST_METHOD");
}

Request cgi_request() {
  Request request;
  RequestFields fields{request};
  for (char** variable = environ; variable && *variable; ++variable) {
    const std::string_view text{*variable};
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    fields.set(text.substr(0, equals), text.substr(equals + 1));
  }
  fields.complete();
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

namespace {

// Apache resets the connection under a body that nobody read.
void drain_body() {
  const char* length = std::getenv("CONTENT_LENGTH");
  char bytes[8192];
  for (long long left = length ? std::atoll(length) : 0; left > 0;) {
    const auto done = read(STDIN_FILENO, bytes, sizeof bytes);
    if (done == 0 || (done < 0 && errno != EINTR)) return;
    if (done > 0) left -= done;
  }
}

}  // namespace

bool answer_cgi(Handler& handler) {
  signal(SIGPIPE, SIG_IGN);
  const Request request = cgi_request();
  drain_body();
  const auto begun = std::chrono::steady_clock::now();
  const auto found = handler.at_once(request);
  const auto* ready = std::get_if<Response>(&found);
  const auto worker = ready ? nullptr : handler.worker();
  const Response response =
      ready
          ? *ready
          : handler.finished(request, worker->answer(request, std::get<Computation>(found)), false);
  const bool written = write_cgi(STDOUT_FILENO, response);
  handler.answered(request, response,
                   std::chrono::duration_cast<std::chrono::microseconds>(
                       std::chrono::steady_clock::now() - begun));
  return written;
}

}  // namespace callwidgets::web
