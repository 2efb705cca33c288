#pragma once
#include <array>
#include <cstdint>

namespace callwidgets::figures {

// What the tallies of a period count, as the tables have it.
enum class TallyKind : std::int32_t {
  breakdown = 1,      // calls by hour, by attribution and by origin: keys of class Breakdown
  customers = 2,      // calls by the customer's number; the account's scope only
  previous_days = 3,  // callers by their previous day in the scope (chain.h)
  days = 4,           // calls by day of a month: keys of class DayKey; months only
};
inline constexpr std::array<TallyKind, 4> tally_kinds{TallyKind::breakdown, TallyKind::customers,
                                                      TallyKind::previous_days, TallyKind::days};

inline std::int64_t number(TallyKind kind) { return static_cast<std::int32_t>(kind); }

// The keys of a breakdown: three things counted in one tally, for they are read and written
// together.
struct Breakdown {
  static constexpr std::int64_t hours = 48;
  static std::int64_t hour(int hour, bool answered) { return hour * 2 + (answered ? 0 : 1); }
  static std::int64_t attribution(std::int64_t name_id) { return hours + name_id * 2; }
  static std::int64_t origin(std::int64_t name_id) { return hours + name_id * 2 + 1; }

  static bool is_hour(std::int64_t key) { return key < hours; }
  static bool is_origin(std::int64_t key) { return key >= hours && key % 2 == 1; }
  static bool is_attribution(std::int64_t key) { return key >= hours && key % 2 == 0; }
  static std::int64_t name_id(std::int64_t key) { return (key - hours) / 2; }
};

// The keys of the days of a month.
struct DayKey {
  static std::int64_t of(std::int64_t day, bool answered) { return day * 2 + (answered ? 0 : 1); }
  static std::int64_t day(std::int64_t key) { return key / 2; }
  static bool answered(std::int64_t key) { return key % 2 == 0; }
};

}  // namespace callwidgets::figures
