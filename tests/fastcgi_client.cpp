#include "fastcgi_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace callwidgets::test {
namespace {

unsigned at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

std::string length(std::size_t size) {
  if (size < 128) return std::string(1, static_cast<char>(size));
  std::string bytes;
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(size >> shift);
  bytes[0] = static_cast<char>(bytes[0] | 0x80);
  return bytes;
}

}  // namespace

std::string Reply::head() const { return out.substr(0, out.find("\r\n\r\n")); }

std::string Reply::body() const {
  const auto end = out.find("\r\n\r\n");
  return end == std::string::npos ? std::string{} : out.substr(end + 4);
}

std::string Reply::header(std::string_view name) const {
  const std::string lines = head() + "\r\n";
  for (std::size_t begin = 0; begin < lines.size();) {
    const auto end = lines.find("\r\n", begin);
    const auto line = lines.substr(begin, end - begin);
    begin = end + 2;
    const auto colon = line.find(':');
    if (colon != name.size() || strncasecmp(line.data(), name.data(), colon) != 0) continue;
    const auto value = line.find_first_not_of(' ', colon + 1);
    return value == std::string::npos ? std::string{} : line.substr(value);
  }
  return {};
}

int Reply::status() const {
  if (out.empty()) return 0;
  const auto line = header("Status");
  return line.empty() ? 200 : std::stoi(line);
}

std::string records::record(int type, int id, std::string_view content, int padding, int version) {
  std::string bytes;
  for (const std::size_t part : {static_cast<std::size_t>(version), static_cast<std::size_t>(type),
                                 std::size_t(id >> 8), std::size_t(id), content.size() >> 8,
                                 content.size(), std::size_t(padding), std::size_t{0}}) {
    bytes += static_cast<char>(part);
  }
  return bytes.append(content).append(static_cast<std::size_t>(padding), 'p');
}

std::string records::begin(int id, bool keep, int role) {
  const char body[8] = {static_cast<char>(role >> 8), static_cast<char>(role), keep, 0, 0, 0, 0, 0};
  return record(1, id, {body, 8});
}

std::string records::pairs(const Params& params) {
  std::string bytes;
  for (const auto& [name, value] : params) {
    bytes += length(name.size()) + length(value.size()) + name + value;
  }
  return bytes;
}

std::string records::request(const Params& params, std::string_view body, bool keep, int id) {
  std::string bytes = begin(id, keep);
  const auto stream = [&](int type, std::string_view content) {
    for (; !content.empty(); content.remove_prefix(std::min<std::size_t>(content.size(), 65535))) {
      bytes += record(type, id, content.substr(0, 65535));
    }
    bytes += record(type, id, {});
  };
  stream(4, pairs(params));
  stream(5, body);
  return bytes;
}

namespace {

// Of a path, `1.2.3.4:PORT` or `[::1]:PORT`. A sockaddr_storage has room for each.
sockaddr_storage address_of(const std::string& where, socklen_t& size) {
  sockaddr_storage storage{};
  const auto colon = where.rfind(':');
  if (where.starts_with('/')) {
    auto& address = reinterpret_cast<sockaddr_un&>(storage);
    address.sun_family = AF_UNIX;
    where.copy(address.sun_path, sizeof address.sun_path - 1);
    size = sizeof address;
  } else if (where.starts_with('[')) {
    auto& address = reinterpret_cast<sockaddr_in6&>(storage);
    address.sin6_family = AF_INET6;
    inet_pton(AF_INET6, where.substr(1, colon - 2).c_str(), &address.sin6_addr);
    address.sin6_port = htons(static_cast<std::uint16_t>(std::stoi(where.substr(colon + 1))));
    size = sizeof address;
  } else {
    auto& address = reinterpret_cast<sockaddr_in&>(storage);
    address.sin_family = AF_INET;
    inet_pton(AF_INET, where.substr(0, colon).c_str(), &address.sin_addr);
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(where.substr(colon + 1))));
    size = sizeof address;
  }
  return storage;
}

}  // namespace

FastcgiClient::FastcgiClient(const std::string& where, const std::string& from) {
  socklen_t size = 0, from_size = 0;
  const auto address = address_of(where, size);
  fd_ = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto own = from.empty() ? sockaddr_storage{} : address_of(from + ":0", from_size);
  if (fd_ < 0 ||
      (!from.empty() && bind(fd_, reinterpret_cast<const sockaddr*>(&own), from_size) != 0) ||
      connect(fd_, reinterpret_cast<const sockaddr*>(&address), size) != 0) {
    const std::string why = std::strerror(errno);
    if (fd_ >= 0) close(fd_);
    throw std::runtime_error("connecting to " + where + ": " + why);
  }
}

FastcgiClient::FastcgiClient(FastcgiClient&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), received_(std::move(other.received_)) {}

FastcgiClient& FastcgiClient::operator=(FastcgiClient&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(received_, other.received_);
  return *this;
}

FastcgiClient::~FastcgiClient() {
  if (fd_ >= 0) close(fd_);
}

bool FastcgiClient::try_send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto done = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (done < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  return true;
}

void FastcgiClient::send(std::string_view bytes) {
  if (!try_send(bytes)) throw std::runtime_error(std::string{"sending: "} + std::strerror(errno));
}

void FastcgiClient::end_sending() { shutdown(fd_, SHUT_WR); }

// The number of bytes that came; 0 when the other side has closed.
std::size_t FastcgiClient::fill(std::chrono::milliseconds within) {
  pollfd ready{fd_, POLLIN, 0};
  if (poll(&ready, 1, static_cast<int>(within.count())) <= 0) {
    throw std::runtime_error("no answer in time");
  }
  char bytes[65536];
  const auto got = recv(fd_, bytes, sizeof bytes, 0);
  if (got <= 0) return 0;
  received_.append(bytes, static_cast<std::size_t>(got));
  return static_cast<std::size_t>(got);
}

bool FastcgiClient::readable_within(std::chrono::milliseconds within) {
  pollfd ready{fd_, POLLIN, 0};
  return !received_.empty() || poll(&ready, 1, static_cast<int>(within.count())) > 0;
}

Reply FastcgiClient::receive(std::chrono::milliseconds within) {
  Reply reply;
  for (;;) {
    std::string_view left{received_};
    while (!reply.ended && left.size() >= 8) {
      const std::size_t size = at(left, 4) << 8 | at(left, 5), whole = 8 + size + at(left, 6);
      if (left.size() < whole) break;
      const auto content = left.substr(8, size);
      if (at(left, 1) == 6) reply.out.append(content);
      if (at(left, 1) == 3) {
        reply.ended = true;
        reply.id = static_cast<std::uint16_t>(at(left, 2) << 8 | at(left, 3));
        reply.protocol_status = static_cast<int>(at(content, 4));
      }
      reply.records.append(left.substr(0, whole));
      left.remove_prefix(whole);
    }
    received_.erase(0, received_.size() - left.size());
    if (reply.ended) return reply;
    if (fill(within) == 0) {
      reply.closed = true;
      reply.records += std::exchange(received_, {});
      return reply;
    }
  }
}

std::string FastcgiClient::receive_bytes(std::size_t size, std::chrono::milliseconds within) {
  while (received_.size() < size && fill(within) > 0) continue;
  std::string bytes = received_.substr(0, size);
  received_.erase(0, bytes.size());
  return bytes;
}

bool FastcgiClient::closed_within(std::chrono::milliseconds within) {
  const auto until = std::chrono::steady_clock::now() + within;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    try {
      if (fill(std::max(left, std::chrono::milliseconds{0})) == 0) return true;
    } catch (const std::runtime_error&) {
      return false;
    }
  }
}

Reply FastcgiClient::ask(const Params& params, std::string_view body, bool keep) {
  send(records::request(params, body, keep));
  return receive();
}

Params get(std::string path, std::string query) {
  return {{"REQUEST_METHOD", "GET"},
          {"PATH_INFO", std::move(path)},
          {"QUERY_STRING", std::move(query)},
          {"REMOTE_ADDR", "127.0.0.1"},
          {"SCRIPT_NAME", "/api"},
          {"SERVER_PROTOCOL", "HTTP/1.1"}};
}

Reply send(const std::string& socket_path, const Params& params, std::string_view body) {
  return FastcgiClient{socket_path}.ask(params, body, false);
}

}  // namespace callwidgets::test
