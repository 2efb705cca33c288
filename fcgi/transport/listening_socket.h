#pragma once
#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

namespace callwidgets::web {

// A socket that a web server connects to. The one who opened a unix socket removes its file again.
class ListeningSocket {
 public:
  // Opens one at `path`; its file has `mode` from the first moment on. Replaces a socket's file on
  // which nobody listens.
  // Throws std::runtime_error, saying what is in the way and what to do: somebody listens there,
  // the path is no socket, too long, not writable.
  static ListeningSocket at(const std::string& path, mode_t mode = 0660, int backlog = 511);

  // Opens one of TCP at an IPv4 or IPv6 address. Throws std::runtime_error: somebody listens there,
  // the address is not this host's, or others than this host could connect and AllowedPeers names
  // nobody.
  static ListeningSocket tcp(const std::string& host, std::uint16_t port, int backlog = 511);

  // The one at file descriptor 0, where spawn-fcgi, mod_fcgid and systemd's StandardInput=socket
  // hand it, or at 3, which systemd names in LISTEN_FDS and LISTEN_PID; nothing when there is none.
  // Throws std::runtime_error where systemd hands over several, or one that doesn't listen.
  static std::optional<ListeningSocket> inherited();

  ListeningSocket(ListeningSocket&& other) noexcept;
  ListeningSocket& operator=(ListeningSocket&&) = delete;
  ~ListeningSocket();

  int fd() const { return fd_; }

 private:
  ListeningSocket(int fd, std::string path, dev_t device, ino_t inode)
      : fd_(fd), path_(std::move(path)), device_(device), inode_(inode) {}

  int fd_;
  std::string path_;  // empty: nothing to remove
  dev_t device_;
  ino_t inode_;
};

}  // namespace callwidgets::web
