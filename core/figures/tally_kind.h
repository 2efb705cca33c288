#pragma once
#include <cstddef>
#include <cstdint>

namespace callwidgets::figures {

// What the tallies of a period count, in the order of the columns of `period_tallies`. Statements
// of one kind know it by its number.
enum class TallyKind : std::size_t {
  breakdown,      // calls by hour, by attribution and by origin: keys of class Breakdown
  days,           // calls by day of a month: keys of class DayKey; months only
  previous_days,  // callers by their previous day in the scope (chain.h)
  customers,      // calls by the customer's number; the account's scope only
};
inline constexpr std::size_t tally_kinds = 4;

inline std::int64_t number(TallyKind kind) { return static_cast<std::int64_t>(kind); }

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
