#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace callwidgets::figures {

// The chain of a caller in a scope: the days with a call of his, in order, each knowing the one
// before. The periods of a day count, by previous day, the callers who called then; those with a
// previous day before `from`, summed over the days of [from, to], are the callers of that range,
// each once.
constexpr std::int32_t never =
    -1;  // the previous day of the first one; days are since 1970, never negative
constexpr std::int32_t last_day = 2932896;  // 9999-12-31
constexpr std::int32_t whole_account =
    0;  // in a customer's place: the account's own chain; customers count from 1

// The tally of the scope's `day` gains (+1) or loses (-1) a caller whose previous day is
// `previous`.
struct ChainChange {
  std::int32_t customer;
  std::int32_t day;
  std::int32_t previous;
  std::int32_t delta;
  bool operator==(const ChainChange&) const = default;
};

// What one day's coming or going changes: at most three in the customer's chain, then three in the
// account's.
class ChainChanges {
 public:
  const ChainChange* begin() const { return changes_.data(); }
  const ChainChange* end() const { return changes_.data() + size_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // `day` comes between its neighbours, or goes; `previous` may be `never`, and `next` too where no
  // day follows.
  void day_comes(std::int32_t customer, std::int32_t day, std::int32_t previous, std::int32_t next);
  void day_goes(std::int32_t customer, std::int32_t day, std::int32_t previous, std::int32_t next);

 private:
  void put(const ChainChange& change) { changes_[size_++] = change; }

  std::array<ChainChange, 6> changes_;
  std::size_t size_ = 0;
};

}  // namespace callwidgets::figures
