#include "exchange.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "fastcgi_client.h"

namespace callwidgets::test {
namespace {

// The header block up to the empty line; what is behind it is left in `body`.
void parse(const std::string& bytes, Answer& answer) {
  const size_t end = bytes.find("\r\n\r\n");
  if (end == std::string::npos) {
    answer.failure = "no end of the headers in: " + bytes.substr(0, 300);
    return;
  }
  for (size_t at = 0; at < end;) {
    const size_t stop = std::min(bytes.find("\r\n", at), end);
    const std::string line = bytes.substr(at, stop - at);
    const size_t colon = line.find(": ");
    if (line.starts_with("HTTP/")) {
      answer.status = std::atoi(line.c_str() + line.find(' '));
    } else if (colon == std::string::npos) {
      answer.failure = "not a header: " + line;
    } else {
      answer.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    at = stop + 2;
  }
  answer.body = bytes.substr(end + 4);
}

void unchunk(Answer& answer) {
  std::string whole;
  for (size_t at = 0;;) {
    const size_t size = std::strtoul(answer.body.c_str() + at, nullptr, 16);
    at = answer.body.find("\r\n", at);
    if (at == std::string::npos || at + 2 + size > answer.body.size()) {
      answer.failure = "a broken chunk";
      return;
    }
    if (size == 0) break;
    whole += answer.body.substr(at + 2, size);
    at += 2 + size + 2;
  }
  answer.body = whole;
}

std::string decoded(const std::string& path) {
  std::string plain;
  for (size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '%' && i + 2 < path.size() &&
        isxdigit(static_cast<unsigned char>(path[i + 1])) &&
        isxdigit(static_cast<unsigned char>(path[i + 2]))) {
      plain += static_cast<char>(std::stoi(path.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      plain += path[i];
    }
  }
  return plain;
}

}  // namespace

bool same_name(const std::string& a, const std::string& b) {
  return strcasecmp(a.c_str(), b.c_str()) == 0;
}

std::string Answer::header(const std::string& name) const {
  std::string joined;
  for (const auto& [key, value] : headers) {
    if (same_name(key, name)) joined += (joined.empty() ? "" : ", ") + value;
  }
  return joined;
}

bool Answer::has(const std::string& name) const {
  return std::any_of(headers.begin(), headers.end(),
                     [&](const auto& header) { return same_name(header.first, name); });
}

Answer over_http(int port, const std::string& mount, const Request& request, const char* from) {
  Answer answer;
  const int wire = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval limit{30, 0};
  setsockopt(wire, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(wire, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  // The address only: a port is taken when it connects, as without.
  const int on = 1;
  setsockopt(wire, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = inet_addr(from);
  if (bind(wire, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    answer.failure = std::string("this host has no address ") + from;
    close(wire);
    return answer;
  }
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(wire, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    answer.failure = "nobody listens on port " + std::to_string(port);
    close(wire);
    return answer;
  }
  std::string bytes = request.method + " " + mount + request.target + " HTTP/1.1\r\n" +
                      "Host: 127.0.0.1\r\nConnection: close\r\n";
  for (const auto& [name, value] : request.headers) bytes += name + ": " + value + "\r\n";
  bytes += "\r\n" + request.body;
  // A server that refuses a request may close before it has read it all: its answer still counts.
  for (size_t sent = 0; sent < bytes.size();) {
    const ssize_t count = send(wire, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) break;
    sent += static_cast<size_t>(count);
  }
  std::string got;
  char buffer[65536];
  ssize_t count;
  while ((count = recv(wire, buffer, sizeof buffer, 0)) > 0) got.append(buffer, count);
  if (count < 0 && got.empty()) answer.failure = "no answer within 30 s, or a broken connection";
  close(wire);
  if (answer.failure.empty()) parse(got, answer);
  if (answer.header("Transfer-Encoding") == "chunked") unchunk(answer);
  return answer;
}

Params parameters_of(const Request& request) {
  const size_t mark = request.target.find('?');
  const std::string path = request.target.substr(0, mark);
  const std::string query = mark == std::string::npos ? "" : request.target.substr(mark + 1);
  Params params = {{"REQUEST_METHOD", request.method},
                   {"QUERY_STRING", query},
                   {"SCRIPT_NAME", "/api"},
                   {"PATH_INFO", decoded(path)},
                   {"REQUEST_URI", "/api" + request.target},
                   {"SERVER_PROTOCOL", "HTTP/1.1"},
                   {"GATEWAY_INTERFACE", "CGI/1.1"},
                   {"REMOTE_ADDR", "127.0.0.1"},
                   {"SERVER_NAME", "127.0.0.1"},
                   {"SERVER_PORT", "80"}};
  for (const auto& [name, value] : request.headers) {
    std::string key;
    for (const char c : name) key += c == '-' ? '_' : static_cast<char>(toupper(c));
    const bool bare = key == "CONTENT_LENGTH" || key == "CONTENT_TYPE";
    params.emplace_back(bare ? key : "HTTP_" + key, value);
  }
  if (!request.user.empty()) params.emplace_back("REMOTE_USER", request.user);
  return params;
}

Answer answer_of_cgi(const std::string& bytes) {
  Answer answer;
  parse(bytes, answer);
  if (answer.failure.empty()) {
    answer.status = answer.has("Status") ? std::atoi(answer.header("Status").c_str()) : 200;
  }
  return answer;
}

Answer over_fast_cgi(const std::string& socket, const Request& request) {
  try {
    return Pending{socket, request}.answer();
  } catch (const std::exception& error) {
    Answer answer;
    answer.failure = error.what();
    return answer;
  }
}

Pending::Pending(const std::string& socket, const Request& request) : wire_(socket) {
  wire_.send(records::request(parameters_of(request), request.body));
}

Answer Pending::answer(std::chrono::milliseconds within) {
  Answer answer;
  try {
    const Reply reply = wire_.receive(within);
    answer = answer_of_cgi(reply.out);
    if (!reply.ended) answer.failure = "no END_REQUEST";
  } catch (const std::exception& error) {
    answer.failure = error.what();
  }
  return answer;
}

}  // namespace callwidgets::test
