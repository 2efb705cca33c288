#include "sources/rows/pace.h"

#include <algorithm>
#include <thread>

namespace callwidgets::sources {

Pace::Pace(std::int64_t rows_a_second, Wait wait, std::function<Clock::time_point()> now)
    : rows_a_second_(rows_a_second), wait_(std::move(wait)), now_(std::move(now)) {
  if (!wait_) wait_ = [](Clock::duration time) { std::this_thread::sleep_for(time); };
}

std::int64_t Pace::most(std::int64_t rows) const {
  return rows_a_second_ > 0 ? std::min(rows, rows_a_second_) : rows;
}

void Pace::took(std::int64_t rows) {
  if (rows_a_second_ <= 0) return;
  constexpr Clock::duration piece = std::chrono::milliseconds{100};
  const auto taken = std::chrono::duration<double>(static_cast<double>(rows) /
                                                   static_cast<double>(rows_a_second_));
  free_at_ = std::max(free_at_, now_()) + std::chrono::duration_cast<Clock::duration>(taken);
  for (auto now = now_(); now < free_at_; now = now_()) wait_(std::min(piece, free_at_ - now));
}

}  // namespace callwidgets::sources
