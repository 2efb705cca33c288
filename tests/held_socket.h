// A unix socket that somebody listens on, whoever answers: as systemd holds one for a program.
#pragma once

#include <string>

namespace callwidgets::test {

class HeldSocket {
 public:
  // Replaces the file at `path`. Throws std::runtime_error.
  explicit HeldSocket(const std::string& path);
  ~HeldSocket();  // closes it, and removes the file
  HeldSocket(const HeldSocket&) = delete;
  HeldSocket& operator=(const HeldSocket&) = delete;
  int fd() const { return fd_; }

 private:
  std::string path_;
  int fd_;
};

}  // namespace callwidgets::test
