#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "calls/call.h"

namespace callwidgets::figures {

// What became of imported records, each counted once: a later record of a call's id is a correction
// of the earlier one, whether that stood in the database or in the same file.
struct CallCounts {
  std::int64_t added = 0;
  std::int64_t replaced = 0;
  std::int64_t unchanged = 0;  // the same again, or the deletion of what isn't there
  std::int64_t removed = 0;

  std::int64_t records() const { return added + replaced + unchanged + removed; }
  CallCounts& operator+=(const CallCounts& more) {
    added += more.added;
    replaced += more.replaced;
    unchanged += more.unchanged;
    removed += more.removed;
    return *this;
  }
  bool operator==(const CallCounts&) const = default;
};

// A call that the account doesn't take, by its place in the batch, and why.
struct RefusedCall {
  std::size_t at;
  std::string reason;
};

// What is known of batches since the last one that was told.
struct Applied {
  CallCounts counts;
  std::vector<RefusedCall> refused;  // of the batch just given
};

// How a run that failed ended.
enum class Abandoned {
  batches_stay,  // those that went in before
  nothing_stays,
  remains_stay,  // nothing counts, but its calls could not be removed: the next command does so
  all_stays,     // it had come to its end, though the database's answer was lost
};

// Where imported calls go, a batch at a time, in the order in which they were read.
class CallSink {
 public:
  virtual ~CallSink() = default;

  // How many calls, and how many bytes of them (calls::memory_of), a batch had better hold.
  virtual std::size_t batch_size() const = 0;
  virtual std::size_t batch_bytes() const { return std::size_t{64} << 20; }

  // Puts and removes calls; of several with one cdr_id the last counts. Throws database::Error when
  // the database keeps nothing of the batch.
  virtual Applied apply(std::span<const calls::Call> calls) = 0;

  // Waits for the batches given so far, and tells what apply() hasn't.
  virtual CallCounts settle() { return {}; }

  // After the last batch.
  virtual void finish() {}

  // In the place of finish(), after something was thrown. Throws nothing.
  virtual Abandoned abandon() noexcept { return Abandoned::batches_stay; }

  // Whether batches that went in stay when a later one fails; else the whole run must begin anew.
  virtual bool keeps_batches() const { return true; }
};

}  // namespace callwidgets::figures
