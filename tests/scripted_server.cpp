#include "scripted_server.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <sstream>
#include <stdexcept>

namespace callwidgets::test {
namespace {

// Empty where nothing comes for a while: browsers open connections in advance.
std::string request_head(int connection) {
  const timeval patience{5, 0};
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  std::string head;
  char piece[4096];
  while (head.find("\r\n\r\n") == head.npos) {
    const ssize_t count = recv(connection, piece, sizeof piece, 0);
    if (count <= 0) break;
    head.append(piece, static_cast<std::size_t>(count));
  }
  return head;
}

HttpAsked parsed(const std::string& head) {
  HttpAsked asked;
  std::istringstream lines{head};
  std::string method, line;
  lines >> method >> asked.target;
  std::getline(lines, line);
  while (std::getline(lines, line) && line != "\r") {
    const auto colon = line.find(": ");
    if (colon == line.npos) continue;
    std::string name = line.substr(0, colon);
    for (char& c : name) c = static_cast<char>(tolower(c));
    asked.headers[name] = line.substr(colon + 2, line.size() - colon - 3);
  }
  return asked;
}

}  // namespace

std::string HttpAsked::operator[](const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string{} : found->second;
}

ScriptedServer::ScriptedServer(Script script)
    : script_(std::move(script)), listening_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (bind(listening_, any, size) != 0 || listen(listening_, 16) != 0 ||
      getsockname(listening_, any, &size) != 0) {
    throw std::runtime_error("no socket to listen on");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread{[this] { serve(); }};
}

ScriptedServer::~ScriptedServer() {
  shutdown(listening_, SHUT_RDWR);
  thread_.join();
  close(listening_);
}

void ScriptedServer::serve() {
  for (;;) {
    const int connection = accept(listening_, nullptr, nullptr);
    if (connection < 0) return;
    const std::string head = request_head(connection);
    if (head.empty()) {
      close(connection);
      continue;
    }
    const HttpAsked asked = parsed(head);
    {
      const std::lock_guard lock{mutex_};
      asked_.push_back(asked);
    }
    const std::string response = script_(asked);
    for (std::size_t sent = 0; sent < response.size();) {
      const ssize_t count =
          send(connection, response.data() + sent, response.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) break;
      sent += static_cast<std::size_t>(count);
    }
    close(connection);
  }
}

std::string ScriptedServer::url(const std::string& target) const {
  return "http://127.0.0.1:" + std::to_string(port_) + target;
}

std::vector<HttpAsked> ScriptedServer::asked() const {
  const std::lock_guard lock{mutex_};
  return asked_;
}

std::string http_response(const std::string& status, const std::string& body,
                          const std::string& more_headers) {
  return "HTTP/1.1 " + status +
         "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n" + more_headers + "\r\n" + body;
}

}  // namespace callwidgets::test
