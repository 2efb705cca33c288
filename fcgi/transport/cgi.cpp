#include "fcgi/transport/cgi.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "fcgi/http/request_fields.h"
#include "fcgi/http/response_bytes.h"

extern char** environ;

namespace callwidgets::web {
namespace {

constexpr long long most_body_without_length = 16 * 1024 * 1024;
constexpr std::chrono::seconds longest_body_wait{30};

// Whether `text` holds `word` in any spelling of which a web server makes it: percent-encoded, also
// more than once, and with the backslashes that Apache puts before what a shell might read.
bool spells(std::string text, std::string_view word) {
  for (;;) {
    std::erase(text, '\\');
    if (text.find(word) != text.npos) return true;
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
      unsigned char byte = 0;
      const char* const digits = text.data() + at + 1;
      if (text[at] == '%' && at + 2 < text.size() &&
          std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
        decoded += static_cast<char>(byte);
        at += 2;
      } else {
        decoded += text[at];
      }
    }
    if (decoded == text) return false;
    text = std::move(decoded);
  }
}

}  // namespace

bool serves_cgi() {
  // Apache's mod_cgid hands the body on in a connected socket; FastCGI's is one that listens.
  int listens = 0;
  socklen_t size = sizeof listens;
  if (getsockopt(0, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && listens) return false;
  return std::getenv("GATEWAY_INTERFACE") || std::getenv("REQUEST_METHOD");
}

bool arguments_are_the_starters(const std::vector<std::string>& arguments) {
  constexpr std::string_view option = "--settings";
  if (arguments.empty() || !arguments[0].starts_with(option)) return false;
  for (const char* name : {"QUERY_STRING", "REQUEST_URI"}) {
    const char* const value = std::getenv(name);
    if (spells(value ? value : "", option)) return false;
  }
  return true;
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

// No question has a body, but Apache breaks the connection under one that was not read, and then
// the client gets no answer. Without CONTENT_LENGTH (a body sent in chunks) it ends where the input
// does. Some servers leave the input of a request without a body open: so the end is only waited
// for where a body is announced, likely or has begun.
void drain_body(const Request& request) {
  const char* const length = std::getenv("CONTENT_LENGTH");
  const bool has_length = length && *length;
  bool expected =
      has_length || std::getenv("HTTP_TRANSFER_ENCODING") ||
      (request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS");
  const auto until = std::chrono::steady_clock::now() + longest_body_wait;
  std::array<char, 8192> bytes;
  for (long long left = has_length ? std::atoll(length) : most_body_without_length; left > 0;) {
    const auto rest =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd input{STDIN_FILENO, POLLIN, 0};
    const int ready = poll(
        &input, 1, expected ? static_cast<int>(std::max(rest.count(), decltype(rest)::rep{0})) : 0);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0 || rest.count() <= 0) return;
    const auto done =
        read(STDIN_FILENO, bytes.data(), std::min(bytes.size(), static_cast<std::size_t>(left)));
    if (done < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (done <= 0) return;
    expected = true;
    left -= done;
  }
}

}  // namespace

bool answer_cgi(Handler& handler) {
  signal(SIGPIPE, SIG_IGN);
  const Request request = cgi_request();
  drain_body(request);
  const auto begun = std::chrono::steady_clock::now();
  const auto found = handler.at_once(request);
  const auto* ready = std::get_if<Response>(&found);
  const auto worker = ready ? nullptr : handler.worker();
  const auto computed = [&] {
    const auto& computation = std::get<Computation>(found);
    return handler.finished(request, computation, worker->answer(request, computation), false);
  };
  const Response response = ready ? *ready : computed();
  const bool written = write_cgi(STDOUT_FILENO, response);
  handler.answered(request, response,
                   std::chrono::duration_cast<std::chrono::microseconds>(
                       std::chrono::steady_clock::now() - begun));
  return written;
}

}  // namespace callwidgets::web
