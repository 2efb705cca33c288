#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "fcgi/endpoint/source.h"

namespace callwidgets::web {

// What keeps the database from answering, for the log and /status: each reason is told when it
// comes up and once a minute while it lasts, however often it is met, and its end is told once.
// Safe to use from any thread.
class Trouble {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::seconds reminder{60};

  // The beginnings of the lines: `what` fails, as in "database trouble", and `mended`, as in
  // "database trouble is over".
  Trouble(std::string what, std::string mended)
      : what_(std::move(what)), mended_(std::move(mended)) {}

  // It failed, for this reason. Gives the line to log, if one is due.
  std::optional<std::string> failed(const Unavailable& reason, Time now);
  // It succeeded. Gives the line to log, if it has failed before.
  std::optional<std::string> succeeded(Time now);
  // As succeeded(), but only where the last failure is at least so long ago.
  std::optional<std::string> succeeded_since(Time now, std::chrono::seconds quiet);

  struct State {
    std::string reason;  // in plain words, without host, path or name
    std::chrono::seconds lasts;
  };
  // Nothing where the last attempt succeeded.
  std::optional<State> state(Time now) const;

  // The last reason as Unavailable was thrown, for whoever need not try himself.
  std::optional<Unavailable> reason() const;

 private:
  std::optional<std::string> ended(Time now);

  const std::string what_, mended_;
  mutable std::mutex mutex_;
  std::optional<Unavailable> reason_;  // of the last failure; none after a success
  Time since_{}, failed_{};
  bool known_ = false;                // since then a line was given
  std::map<std::string, Time> told_;  // reasons, and when each was logged last
};

}  // namespace callwidgets::web
