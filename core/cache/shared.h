#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cache/entry.h"
#include "cache/feed.h"

namespace callwidgets::cache {

// Finished answers in a folder, for all processes of the host, across their ends. Whichever of them
// reads the change feed says what is no longer right. It is no more than a cache: what fails, is
// damaged or missing is as if nothing were there, is told to `log` once, and comes back by itself.
// Safe to use from any thread.
class Shared {
 public:
  using Log = std::function<void(const std::string&)>;
  using Time = std::chrono::steady_clock::time_point;  // the same for all processes of a boot

  // `kind` tells apart what may not answer for each other: other settings, another schema. Each
  // account of a kind has a file of its own, of `bytes` at most. Those of a kind that no process
  // uses are removed, and so are those of the same kind that were not used for an hour or that
  // take more than `bytes` together, the longest unused first. Null, and logged, where the number
  // of the host's boot can't be read from `boot`: without it a file from before a crash can't be
  // told from a whole one.
  static std::unique_ptr<Shared> open(const std::string& folder, std::size_t bytes,
                                      const std::string& kind, std::int64_t account, Log log,
                                      const std::string& boot = "/proc/sys/kernel/random/boot_id");
  ~Shared();
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;

  // How far the feed was read, by any process, and when that reading began (the epoch: never).
  struct Position {
    Stamp stamp;
    std::int64_t generation = 0;
    Served served;
    Time read{};
  };
  Position position();

  // Null where it is not there, or of another generation.
  struct Found {
    std::shared_ptr<const Entry> entry;
    Stamp right_at;  // of the position at which it was right
  };
  Found find(std::string_view key, std::int64_t generation);

  struct Put {
    std::string_view key;
    const Entry& entry;
  };
  // All but what the feed has told already to be no longer right. `position` is up to where the
  // caller knows the feed: only where that is what is known here, too, and an entry is not newer,
  // do both speak of one history.
  void put(const std::vector<Put>& entries, const Stamp& position);

  // False: nobody learned of it, for the folder can't be written just now.
  bool learn(const FeedReading& reading, Time begun);

 private:
  struct Parts;
  explicit Shared(std::unique_ptr<Parts> parts);
  const std::unique_ptr<Parts> parts_;
};

}  // namespace callwidgets::cache
