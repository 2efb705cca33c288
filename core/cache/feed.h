#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

namespace callwidgets::cache {

// How long no answer is kept after the history of the data became another one. A backup is restored
// table by table, and an answer that was computed in between would stay wrong.
inline constexpr std::chrono::minutes unsettled{5};

// A state of an account's data. `nonce` is a random number that the ledger holds for each version.
// It distinguishes two histories with equal version numbers, as after the restore of a backup.
struct Stamp {
  std::int64_t version = 0;
  std::int64_t nonce = 0;
  bool operator==(const Stamp&) const = default;
};

// How far the feed of an account is known.
struct Known {
  std::int64_t account = 0;
  Stamp stamp;
  std::int64_t generation = 0;  // of the figures that are read
  bool operator==(const Known&) const = default;
};

// The change that `version` made to one day (since 1970-01-01) of a scope.
struct Change {
  std::int64_t scope;
  std::int32_t day;
  std::int64_t version;
};

// The account that is served, and its clock, so that whoever reads this needs no time zone.
// Instants are seconds since 1970, UTC.
struct Served {
  std::int64_t account = 0;       // its number; 0 if unknown
  std::int64_t today_until = 0;   // when the day ends on which this was read: then it is read again
  std::int64_t offset = 0;        // seconds that its clock is ahead of UTC
  std::int64_t offset_until = 0;  // when that changes next,
  std::int64_t next_offset = 0;   // and to what
  std::array<char, 64> time_zone{};  // its name, filled up with zeros

  // What its clock shows, as seconds since 1970 by itself, at an instant before the change after
  // the next one.
  std::int64_t local(std::int64_t instant) const;
  std::int64_t day_at(std::int64_t instant) const;  // days since 1970-01-01, by that clock
  std::string_view time_zone_name() const;
};

// The content of the change feed, read in one snapshot: the changes after `since`, up to `now`.
struct FeedReading {
  Stamp since, now;
  std::int64_t generation = 0;  // of the figures that are read now
  Served served;
  // All answers may have changed: the figures were rebuilt, the history is another one, or there
  // are too many changes for a list.
  bool everything = false;
  // The state `since` is not part of this history: a backup was restored, or another server
  // answers.
  bool another_history = false;
  std::vector<Change> changes;
  std::vector<Stamp> ledger;  // all versions after `since`
};

}  // namespace callwidgets::cache
