#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "database/servers.h"
#include "figures/subject_cache.h"

namespace callwidgets::web {

// A session with what is known on it.
struct Connection {
  database::Wire wire;  // outlives the session
  std::unique_ptr<database::Session> session;
  std::size_t server = 0;
  figures::SubjectCache subjects;
  std::uint64_t age = 0;  // of which forgetting it came after
};

// What one source waits on, for another thread that ends it.
class Waiting {
 public:
  void begin();                   // nobody has interrupted yet
  void on(database::Wire* wire);  // null: on nothing that could be cut
  void interrupt() noexcept;
  bool interrupted() const { return interrupted_; }

 private:
  std::mutex mutex_;
  database::Wire* wire_ = nullptr;
  std::atomic<bool> interrupted_{false};
};

// The sessions of a program on its servers. Whoever answers takes one and gives it back, so there
// are as many as were needed at once; where a server gives no more, those there are go round. Safe
// from any thread.
class Connections {
 public:
  explicit Connections(std::vector<database::Address> addresses);

  // The one that was given back last, else a new one; with `anew` always a new one. Where the
  // server has no room for it, waits for one to be given back, or for room, until `waiting` is
  // interrupted. `asks`: also looks after earlier servers that were away. Throws database::Error.
  struct Taken {
    std::unique_ptr<Connection> connection;
    bool rested;  // it was used before: its server may have closed it since
  };
  Taken take(Waiting& waiting, bool anew, bool asks);
  void give_back(std::unique_ptr<Connection> connection);

  // It broke.
  void drop(std::unique_ptr<Connection> connection);
  // None that exists now is used again: they broke.
  void forget();
  // The same where they read a file that is no longer there: a new one waits a little for the last
  // of them to be closed. SQLite's locks are the process's, and with one file closed those on
  // another of the same name beside it go.
  void forget_file();

  // How messages name a server.
  std::string shown(std::size_t server) const { return servers_.shown(server); }

  std::size_t open() const { return open_.load(std::memory_order_relaxed); }

 private:
  using Clock = std::chrono::steady_clock;
  struct Place {
    std::unique_ptr<Connection> given;
    std::condition_variable came;
  };

  std::unique_ptr<Connection> rested(bool asks);
  std::unique_ptr<Connection> opened(Waiting& waiting);
  std::unique_ptr<Connection> wait_for_one();
  bool may_open();
  void forget_until(Clock::time_point patient);

  database::Servers servers_;
  std::atomic<std::size_t> open_{0};
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> resting_;
  std::list<Place*> queue_;  // who waits, longest first
  std::uint64_t age_ = 0;
  std::size_t taken_ = 0;        // in use, of this age
  std::size_t taken_older_ = 0;  // in use, to be dropped
  std::condition_variable closed_;
  Clock::time_point patient_until_{};  // with the older ones
  Clock::time_point opens_again_{};
};

}  // namespace callwidgets::web
