#pragma once
#include <cstdint>
#include <span>

#include "calls/call.h"

namespace callwidgets::figures {

// Where imported calls go, a batch at a time, in the order in which they were read.
class CallSink {
 public:
  virtual ~CallSink() = default;

  // How many calls a batch had better hold.
  virtual std::size_t batch_size() const = 0;

  // Puts and removes calls; of several with one cdr_id the last counts. Gives the version made.
  // Throws database::Error when the database keeps nothing of the batch.
  virtual std::int64_t apply(std::span<const calls::Call> calls) = 0;

  // After the last batch.
  virtual void finish() {}

  // Whether batches that went in stay when a later one fails; else the whole run must begin anew.
  virtual bool keeps_batches() const { return true; }
};

}  // namespace callwidgets::figures
