#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cache/entry.h"
#include "cache/feed.h"
#include "cache/recent_changes.h"
#include "cache/shared.h"
#include "cache/store.h"
#include "question/question.h"

namespace callwidgets::cache {

using Time = std::chrono::steady_clock::time_point;

// The text that tells two questions apart.
std::string key(const question::Question& question);

// The finished answers of one account, in the memory that all accounts share and, where there is
// one, in the tier that the host's processes share. An entry is right until the change feed names a
// day of its range, and is known to be right for one and a half seconds after the feed was read
// last. Safe to use from any thread.
class Cache {
 public:
  // How long a reading of the feed stands for the present.
  static constexpr std::chrono::milliseconds present{1500};

  // `stale_for`: how long answers are given that may be wrong by now. `shared` may be null.
  Cache(std::shared_ptr<Store> store, std::int64_t account, std::chrono::seconds stale_for,
        std::unique_ptr<Shared> shared);

  struct Found {
    std::shared_ptr<const Entry> entry;  // null: nothing, or nothing that may be given
    bool stale = false;                  // it may be wrong by now
    std::chrono::seconds age{0};         // since it was known to be right; of a stale one
  };
  Found find(std::string_view key, Time now);
  // The same of what lies in this process's memory alone; finding nothing is not counted.
  Found find_in_memory(std::string_view key, Time now);

  // The moment at which a computation begins, for put().
  struct Begin {
    Time at;
    std::uint64_t history;
  };
  Begin begin(Time now) const;

  // Keeps what was computed, in memory, unless the feed has told meanwhile that it is no longer
  // right: then it is stale.
  Found put(const std::string& key, Entry entry, const Begin& begin, Time now);
  // Gives the host's other processes what was put since, and is right still; of very much they
  // don't get all.
  void share(Time now);

  // What the feed told; `begun` is when its reading began. Where it begins elsewhere than at
  // known() it is taken for a change of everything.
  void learn(FeedReading reading, Time begun);
  // A reading that began then found the account in this state.
  void unchanged(const Known& state, Time begun);

  // How the account stands, all of one moment.
  struct Standing {
    Known known;               // up to where the feed is known
    std::int64_t today_until;  // as Served has it
    Time read;                 // when the feed was read last; the epoch: never
  };
  Standing standing() const;
  Known known() const { return standing().known; }
  Served served() const;  // the account; number 0 before the feed was read first
  // The same as far as it may be given, as find() has it: where it may not, its number is 0.
  struct FoundServed {
    Served served;
    bool stale = false;
    std::chrono::seconds age{0};
  };
  FoundServed find_served(Time now) const;
  bool reads_present(Time now) const;  // whether the feed was read lately enough
  bool is_shared() const { return shared_ != nullptr; }

 private:
  std::shared_ptr<const Entry> find_shared(std::string_view key);
  bool right(const Entry& entry, const Begin& begin) const;  // as far as the feed is known
  bool ahead_vanished(const FeedReading& reading, Time begun);
  Found judged(std::shared_ptr<const Entry> entry, Time now);
  bool may_be_stale(Time now) const;
  void count(std::uint64_t Store::*of);

  struct Unshared {
    std::string key;
    std::shared_ptr<const Entry> entry;
    Begin begin;
  };

  const std::shared_ptr<Store> store_;
  std::mutex& mutex_;  // the store's
  Memory& memory_;
  const std::int64_t account_;
  const std::chrono::seconds stale_for_;
  const std::unique_ptr<Shared> shared_;
  RecentChanges recent_;
  Stamp position_;
  std::int64_t generation_ = 0;
  Served served_;
  Time read_{};     // the epoch: never
  Time settled_{};  // nothing is kept before
  // Versions that answers were computed from before the feed told of them, with their nonces: such
  // a history may yet be no more, unseen.
  std::map<std::int64_t, std::int64_t> ahead_;
  Time ahead_since_{};          // when the last of them came
  std::uint64_t history_ = 0;   // grows whenever everything changes
  bool shared_behind_ = false;  // everything has changed, and the shared tier may not know it yet
  std::vector<Unshared> unshared_;
  std::size_t unshared_bytes_ = 0;
};

}  // namespace callwidgets::cache
