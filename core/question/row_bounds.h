#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace callwidgets::question {

// How many rows the data of a type can have.
struct RowBound {
  std::string_view type;
  std::int64_t rows;
  enum class Of { answer, day, top_customers } of = Of::answer;  // what has so many
};

// Of all types, in the order of the widgets' table. Origins are areas and countries: as many as
// anybody is called from.
inline constexpr std::array<RowBound, 11> row_bounds{{
    {"average_calls_per_user", 1},
    {"call_durations", 1},
    {"call_length_distribution", 7},
    {"call_totals", 1},
    {"calls_per_day", 1, RowBound::Of::day},
    {"calls_top_attributions", 5},
    {"daily_call_distribution", 24},
    {"geographic_origin", 1000},
    {"missed_calls", 1},
    {"top_customers_by_calls", 1, RowBound::Of::top_customers},
    {"unique_callers", 1},
}};

// Of all envelopes of an answer, at most.
inline constexpr std::int64_t most_rows = 40'000;

}  // namespace callwidgets::question
