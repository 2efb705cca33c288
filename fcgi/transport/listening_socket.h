#pragma once
#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

namespace callwidgets::web {

// A socket that a web server connects to. If this object opened a unix socket, its destructor
// removes the file.
class ListeningSocket {
 public:
  // Opens a unix socket at `path`; its file has `mode` from the first moment on. Replaces the file
  // of a socket on which no process listens. Throws std::runtime_error with what to do: another
  // process listens there, or the path is no socket, too long or not writable.
  static ListeningSocket at(const std::string& path, mode_t mode = 0660, int backlog = 511);

  // Opens a TCP socket at an IPv4 or IPv6 address. Throws std::runtime_error: another process
  // listens there, the address is not one of this host, or other hosts could connect and
  // AllowedPeers names none.
  static ListeningSocket tcp(const std::string& host, std::uint16_t port, int backlog = 511);

  // The listening socket that the parent process passed: at file descriptor 0, as spawn-fcgi,
  // mod_fcgid and systemd's StandardInput=socket do, or at 3, as systemd says in LISTEN_FDS and
  // LISTEN_PID; nothing if there is none. Throws std::runtime_error if systemd passes several, or
  // one that does not listen.
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
