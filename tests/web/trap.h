// A port of this host that nobody has any business with: counts who connects nevertheless.
#pragma once

#include <cstdint>

namespace callwidgets::test {

class Trap {
 public:
  Trap();  // throws std::runtime_error where it can't listen
  ~Trap();
  Trap(const Trap&) = delete;
  Trap& operator=(const Trap&) = delete;

  std::uint16_t port() const { return port_; }
  // So far. The connections are closed.
  int connections() const;

 private:
  int fd_;
  std::uint16_t port_ = 0;
  mutable int count_ = 0;
};

}  // namespace callwidgets::test
