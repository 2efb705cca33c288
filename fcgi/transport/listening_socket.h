#pragma once
#include <sys/types.h>

#include <optional>
#include <string>

namespace callwidgets::web {

// A unix socket that a web server connects to. The one who opened it removes its file again.
class ListeningSocket {
 public:
  // Opens one at `path`; its file has `mode` from the first moment on. Replaces a socket's file on
  // which nobody listens.
  // Throws std::runtime_error, saying what is in the way and what to do: somebody listens there,
  // the path is no socket, too long, not writable.
  static ListeningSocket at(const std::string& path, mode_t mode = 0660, int backlog = 511);

  // The one at file descriptor 0, where spawn-fcgi, mod_fcgid and systemd hand it; nothing when
  // there is none.
  static std::optional<ListeningSocket> inherited();

  ListeningSocket(ListeningSocket&& other) noexcept;
  ListeningSocket& operator=(ListeningSocket&&) = delete;
  ~ListeningSocket();

  int fd() const { return fd_; }

 private:
  ListeningSocket(int fd, std::string path, dev_t device, ino_t inode)
      : fd_(fd), path_(std::move(path)), device_(device), inode_(inode) {}

  int fd_;
  std::string path_;  // empty: inherited, nothing to remove
  dev_t device_;
  ino_t inode_;
};

}  // namespace callwidgets::web
