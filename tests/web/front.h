// The two caches in front of the program, and how long a copy of theirs is given.
#pragma once

#include <chrono>
#include <thread>

#include "transports.h"

namespace callwidgets::test {

// What nginx and Apache have in common, and `Kind` says where they differ: the name of a transport,
// whether it answers for a program that is away, and whether one asks for all who ask at once.
class Front {
 public:
  virtual ~Front() = default;
  virtual Answer ask(const Request& request, const std::string& from = "127.0.0.1") const = 0;
  Answer get(const std::string& target, const Headers& headers = {}) const {
    return ask({"GET", target, headers, {}});
  }
};

class NginxFront : public Front {
 public:
  static constexpr const char* name = "nginx";
  static constexpr bool stale_when_away = true;
  static constexpr bool one_asks_for_all = true;

  NginxFront(const Folder& folder, const Site& site) : nginx_(folder, site.socket(), {"cached"}) {}
  Answer ask(const Request& request, const std::string& from) const override {
    return nginx_.transport(from).send(request);
  }

 private:
  Nginx nginx_;
};

class ApacheFront : public Front {
 public:
  static constexpr const char* name = "apache";
  static constexpr bool stale_when_away = false;
  static constexpr bool one_asks_for_all = false;

  ApacheFront(const Folder& folder, const Site& site) : apache_(folder, site) {}
  Answer ask(const Request& request, const std::string& from) const override {
    return apache_.transport(Apache::Way::cached, from).send(request);
  }

 private:
  Apache apache_;
};

// For the longest, a copy is given without asking: to the end of the second that it is from.
inline constexpr std::chrono::milliseconds kHold{1000};

// Until every copy has run out.
inline void outlast_copies() { std::this_thread::sleep_for(kHold + std::chrono::milliseconds{50}); }

inline std::chrono::seconds wall_second() {
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::system_clock::now().time_since_epoch());
}

// Runs `body` until it has once begun and ended within the same second of the wall clock.
template <class Body>
void within_one_second(Body body) {
  for (std::chrono::seconds begun{0}; begun != wall_second();) {
    const auto next = wall_second() + std::chrono::seconds{1};
    std::this_thread::sleep_until(
        std::chrono::system_clock::time_point{next + std::chrono::milliseconds{10}});
    begun = wall_second();
    body();
  }
}

}  // namespace callwidgets::test
