#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "sources/feeds/leg_reader.h"
#include "sources/rows/table.h"
#include "sources/verdicts/stretch.h"

namespace callwidgets::sources {

// A column that numbers rows in the order in which they are written (AUTO_INCREMENT), for tables
// whose times have no index. A row is written when its leg has ended, or as long after that as the
// longest call lasts; so numbers grow with the ends of legs, about, and are found by halving. Table
// and reader are borrowed.
class NumberColumn {
 public:
  // `longest_call`: seconds.
  NumberColumn(Table& table, std::string name, LegReader& reader, std::int64_t longest_call);

  // The numbers among which every row lies whose leg starts in [from, to). Throws RowsError.
  RowRange of(const Stretch& time);

  // As LegFeed::first_from().
  std::optional<std::int64_t> first_from(std::int64_t from);

 private:
  struct Row {
    std::int64_t number;
    std::int64_t end;  // of its leg
  };

  // The first row of that number or a higher one that can be read; nothing where there is none.
  std::optional<Row> row_at(std::int64_t number);
  std::optional<std::int64_t> number_from(const std::string& number);
  void find_ends();
  // The last number found whose row, and so each before it, was written before `time`.
  std::int64_t last_before(std::int64_t time);
  // The first number found whose row, and so each behind it, was written after `time`.
  std::int64_t first_behind(std::int64_t time, std::int64_t low);

  Table& table_;
  const std::string name_;
  LegReader& reader_;
  const std::int64_t longest_call_;
  bool found_ends_ = false;
  std::int64_t first_ = 0, last_ = -1;  // numbers; none where the last is below the first
};

}  // namespace callwidgets::sources
