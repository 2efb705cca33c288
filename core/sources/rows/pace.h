#pragma once
#include <chrono>
#include <cstdint>
#include <functional>

namespace callwidgets::sources {

// How fast a table is read, so that the telephone system's own work is not slowed down. Between two
// statements it waits until no more rows were read than the limit allows. Not for use by two
// threads.
class Pace {
 public:
  using Clock = std::chrono::steady_clock;
  using Wait = std::function<void(Clock::duration)>;

  // No limit.
  Pace() = default;
  // At most `rows_a_second`, 0: no limit. `wait` is called with a tenth of a second at most, again
  // and again, and has to sleep for that long; what it throws ends the reading. Without it, this
  // sleeps. `now` tells the time.
  explicit Pace(std::int64_t rows_a_second, Wait wait = {},
                std::function<Clock::time_point()> now = Clock::now);

  // Rows were read; counts them, and waits.
  void took(std::int64_t rows);
  // How many rows a statement may read: a second's at most.
  std::int64_t most(std::int64_t rows) const;

 private:
  std::int64_t rows_a_second_ = 0;
  Wait wait_;
  std::function<Clock::time_point()> now_;
  Clock::time_point free_at_{};  // when what was read so far is within the limit
};

}  // namespace callwidgets::sources
