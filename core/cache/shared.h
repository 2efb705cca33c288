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

// Finished answers in a folder, for all processes of the host, across their ends: LMDB. Whichever
// of them reads the change feed drops what is no longer right. What fails is told to `log`, and is
// as if nothing were there. Safe to use from any thread.
class Shared {
 public:
  using Log = std::function<void(const std::string&)>;
  using Time = std::chrono::steady_clock::time_point;  // the same for all processes of a boot

  // The folder is made where it is not there. `kind` tells apart what may not answer for each
  // other: other settings, another schema, another account. Null, and logged, where it can't be
  // had.
  static std::unique_ptr<Shared> open(const std::string& folder, std::size_t bytes,
                                      const std::string& kind, Log log);
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
  std::shared_ptr<const Entry> find(std::string_view key, std::int64_t generation);

  struct Put {
    std::string_view key;
    const Entry& entry;
  };
  // All but what the feed has told already to be no longer right. `position` is up to where the
  // caller knows the feed: only where that is what is known here, too, and an entry is not newer,
  // do both speak of one history.
  void put(const std::vector<Put>& entries, const Stamp& position);

  void learn(const FeedReading& reading, Time begun);

 private:
  struct Parts;
  explicit Shared(std::unique_ptr<Parts> parts);
  const std::unique_ptr<Parts> parts_;
};

}  // namespace callwidgets::cache
