#include "fcgi/transport/listening_socket.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "fcgi/transport/allowed_peers.h"
#include "files/descriptor.h"

namespace callwidgets::web {
namespace {

[[noreturn]] void fail(const std::string& path, const std::string& why) {
  throw std::runtime_error("socket " + path + ": " + why);
}

[[noreturn]] void fail(const std::string& path, const char* doing, int error) {
  fail(path, std::string{doing} + ": " + std::generic_category().message(error));
}

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) {
    fail(path, "a socket's path must have 1 to " + std::to_string(sizeof address.sun_path - 1) +
                   " characters");
  }
  std::memcpy(address.sun_path, path.data(), path.size());
  return address;
}

int unix_socket(const std::string& path) {
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) fail(path, "can't make a socket", errno);
  return fd;
}

// Throws unless `path` is free, or a socket's file on which nobody listens.
void check_free(const std::string& path) {
  struct stat found;
  if (lstat(path.c_str(), &found) != 0) {
    if (errno == ENOENT) return;
    fail(path, "can't be looked at", errno);
  }
  if (!S_ISSOCK(found.st_mode))
    fail(path, "exists and is no socket; remove it, or set another path");
  const files::Descriptor probe{unix_socket(path)};
  const auto address = address_of(path);
  // Not blocking: a full backlog is somebody listening, too.
  fcntl(probe.get(), F_SETFL, O_NONBLOCK);
  if (connect(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ||
      errno == EAGAIN) {
    fail(path, "another program listens on it; stop that one, or set another path");
  }
  if (errno != ECONNREFUSED) fail(path, "exists and can't be tried", errno);
}

bool listens(int fd) {
  int listening = 0;
  socklen_t size = sizeof listening;
  return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 && listening;
}

}  // namespace

ListeningSocket ListeningSocket::at(const std::string& path, mode_t mode, int backlog) {
  // Made beside its place and moved there when it is ready: nobody ever finds it with other
  // permissions, or not listening. Short, for the path's length is limited.
  const auto slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const std::string place =
      (slash == std::string::npos ? "" : folder) + "." + std::to_string(getpid());
  address_of(path);
  // Two programs that start at once must not both find the path free.
  const files::Descriptor lock{open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (lock.get() < 0) fail(path, "its folder can't be opened", errno);
  flock(lock.get(), LOCK_EX);
  check_free(path);

  files::Descriptor fd{unix_socket(path)};
  const auto address = address_of(place);
  unlink(place.c_str());
  if (bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    fail(path, "can't be made", errno);
  }
  struct stat made;
  if (chmod(place.c_str(), mode) != 0 || listen(fd.get(), backlog) != 0 ||
      lstat(place.c_str(), &made) != 0 || rename(place.c_str(), path.c_str()) != 0) {
    const int error = errno;
    unlink(place.c_str());
    fail(path, "can't be made", error);
  }
  return {fd.release(), path, made.st_dev, made.st_ino};
}

ListeningSocket ListeningSocket::tcp(const std::string& host, std::uint16_t port, int backlog) {
  const bool ipv6 = host.find(':') != host.npos;
  const std::string name = (ipv6 ? "[" + host + "]:" : host + ":") + std::to_string(port);
  sockaddr_storage address{};
  socklen_t size = sizeof(sockaddr_in);
  int read = 0;
  if (ipv6) {
    sockaddr_in6 in{};
    in.sin6_family = AF_INET6;
    in.sin6_port = htons(port);
    read = inet_pton(AF_INET6, host.c_str(), &in.sin6_addr);
    size = sizeof in;
    std::memcpy(&address, &in, size);
  } else {
    sockaddr_in in{};
    in.sin_family = AF_INET;
    in.sin_port = htons(port);
    read = inet_pton(AF_INET, host.c_str(), &in.sin_addr);
    std::memcpy(&address, &in, size);
  }
  if (read != 1) fail(name, "is no IP address");
  if (!AllowedPeers{}.allows(address) && !AllowedPeers::from_environment().any_named()) {
    fail(name,
         "other hosts could connect, and nobody has said which may: name the web servers in the "
         "environment, FCGI_WEB_SERVER_ADDRS=192.0.2.7,192.0.2.8, or listen on 127.0.0.1");
  }
  files::Descriptor fd{socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  if (fd.get() < 0) fail(name, "can't make a socket", errno);
  // A restart need not wait for connections of before.
  const int on = 1;
  setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (ipv6) setsockopt(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
  if (bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
      listen(fd.get(), backlog) != 0) {
    if (errno == EADDRINUSE)
      fail(name, "another program listens on it; stop that one, or set another port");
    if (errno == EADDRNOTAVAIL) fail(name, "this host has no such address");
    fail(name, "can't be made", errno);
  }
  return {fd.release(), {}, 0, 0};
}

std::optional<ListeningSocket> ListeningSocket::inherited() {
  if (listens(STDIN_FILENO)) return ListeningSocket{STDIN_FILENO, {}, 0, 0};
  const char* const pid = std::getenv("LISTEN_PID");
  const char* const count = std::getenv("LISTEN_FDS");
  if (!pid || !count || pid != std::to_string(getpid())) return std::nullopt;
  if (count != std::string{"1"}) {
    throw std::runtime_error("systemd hands over " + std::string{count} +
                             " sockets (LISTEN_FDS); callwidgets serves one: leave one Listen… "
                             "line in the socket unit");
  }
  constexpr int first = 3;  // sd_listen_fds(3)
  if (!listens(first)) {
    throw std::runtime_error(
        "the socket that systemd hands over (LISTEN_FDS) does not listen: it has to be a "
        "ListenStream, with Accept=no");
  }
  fcntl(first, F_SETFD, FD_CLOEXEC);
  return ListeningSocket{first, {}, 0, 0};
}

ListeningSocket::ListeningSocket(ListeningSocket&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      path_(std::move(other.path_)),
      device_(other.device_),
      inode_(other.inode_) {}

ListeningSocket::~ListeningSocket() {
  if (fd_ <= STDIN_FILENO) return;
  struct stat found;
  if (!path_.empty() && lstat(path_.c_str(), &found) == 0 && found.st_dev == device_ &&
      found.st_ino == inode_) {
    unlink(path_.c_str());
  }
  close(fd_);
}

}  // namespace callwidgets::web
