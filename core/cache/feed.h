#pragma once
#include <chrono>
#include <cstdint>
#include <vector>

namespace callwidgets::cache {

// How long nothing is kept once the history has become another one: a backup is put back table by
// table, and an answer from the middle of that would stay.
inline constexpr std::chrono::minutes unsettled{5};

// A state of an account's data. `nonce` is that of the version's row in the ledger, by which two
// histories with the same number are told apart (a backup was put back).
struct Stamp {
  std::int64_t version = 0;
  std::int64_t nonce = 0;
  bool operator==(const Stamp&) const = default;
};

// `version` changed answers that a day (since 1970-01-01) of a scope goes into.
struct Change {
  std::int64_t scope;
  std::int32_t day;
  std::int64_t version;
};

// The account that is served, and its day: nobody needs time zones to know which it is.
struct Served {
  std::int64_t account = 0;      // its number; 0: not known
  std::int64_t today = 0;        // in its time zone, days since 1970-01-01
  std::int64_t today_until = 0;  // the instant at which that day ends, seconds since 1970

  std::int64_t day_at(std::int64_t instant) const;
};

// What the change feed tells, read in one snapshot: all that changed after `since`, up to `now`.
struct FeedReading {
  Stamp since, now;
  std::int64_t generation = 0;  // of the figures that answer now
  Served served;
  // Any answer may have changed: the figures were built anew, the history is another one, or there
  // were more changes than are worth a list.
  bool everything = false;
  // The history after `since` is no more: a backup is being put back, or another server answers.
  bool another_history = false;
  std::vector<Change> changes;
  std::vector<Stamp> ledger;  // of all versions after `since`
};

}  // namespace callwidgets::cache
