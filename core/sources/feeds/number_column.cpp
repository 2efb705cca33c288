#include "sources/feeds/number_column.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "sources/rows/rows_error.h"

namespace callwidgets::sources {

NumberColumn::NumberColumn(Table& table, std::string name, LegReader& reader,
                           std::int64_t longest_call)
    : table_(table), name_(std::move(name)), reader_(reader), longest_call_(longest_call) {}

std::optional<std::int64_t> NumberColumn::number_from(const std::string& number) {
  const auto value = table_.first_from(name_, number);
  if (!value) return std::nullopt;
  std::int64_t found = 0;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), found);
  if (error != std::errc{} || end != value->data() + value->size() || found < 0) {
    throw RowsError{table_.shown() + ": " + name_ + " is '" + *value +
                    "'; allowed, where `order_tells = number`: whole numbers from 0 on"};
  }
  return found;
}

std::optional<NumberColumn::Row> NumberColumn::row_at(std::int64_t number) {
  // Rows that are no legs say nothing of the time.
  constexpr int most_bad = 100;
  for (int tried = 0; tried < most_bad; ++tried) {
    const auto found = number_from(std::to_string(number));
    if (!found) return std::nullopt;
    std::optional<Row> row;
    const auto rows =
        table_.rows_between({name_, std::to_string(*found), std::to_string(*found + 1)});
    reader_.read(*rows, [&](Leg&& leg) { row = Row{*found, leg.start + leg.duration}; });
    if (row) return row;
    number = *found + 1;
  }
  return std::nullopt;
}

void NumberColumn::find_ends() {
  if (found_ends_) return;
  found_ends_ = true;
  const auto first = number_from("");
  if (!first) return;
  first_ = last_ = *first;
  // The last one lies within the first step that finds none behind it.
  std::int64_t step = 1;
  while (const auto next = number_from(std::to_string(last_ + step))) {
    last_ = *next;
    step *= 2;
  }
  while (step > 1) {
    step /= 2;
    if (const auto next = number_from(std::to_string(last_ + step))) last_ = *next;
  }
}

std::int64_t NumberColumn::last_before(std::int64_t time) {
  std::int64_t low = first_;
  std::int64_t high = last_;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    const auto row = row_at(middle);
    // It was written at most the longest call after its end.
    (row && row->end + longest_call_ < time ? low : high) = middle;
  }
  return low;
}

std::int64_t NumberColumn::first_behind(std::int64_t time, std::int64_t low) {
  std::int64_t high = last_ + 1;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    const auto row = row_at(middle);
    (!row || row->end > time ? high : low) = middle;
  }
  return high;
}

RowRange NumberColumn::of(const Stretch& time) {
  find_ends();
  if (last_ < first_) return {name_, "0", "0"};
  const std::int64_t from = last_before(time.from);
  // A leg that starts before `to` has ended, and is written, after the longest call twice.
  const std::int64_t to = first_behind(time.to + 2 * longest_call_, from);
  return {name_, std::to_string(from), std::to_string(to)};
}

std::optional<std::int64_t> NumberColumn::first_from(std::int64_t from) {
  find_ends();
  const auto first = row_at(first_);
  const auto last = row_at(last_);
  if (last_ < first_ || !first) return std::nullopt;
  // No earlier row was written, so no leg of the table began before this.
  const std::int64_t begin = first->end - 2 * longest_call_;
  if (from < begin) return begin;
  // Legs in progress when the last row was written may be written behind it.
  if (last && last->end + longest_call_ < from) return std::nullopt;
  return from;
}

}  // namespace callwidgets::sources
