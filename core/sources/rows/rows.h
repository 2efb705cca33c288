#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace callwidgets::sources {

// One row of a call table or of a file, as text; NULL is empty. Views hold until the next row.
struct Row {
  std::int64_t number = 0;                   // the line of a file, or a count from 1
  std::span<const std::string_view> values;  // in the order of the columns
  std::string_view raw;  // the line or record as it stands; of a table: the values, with commas
  std::string problem;   // why it can't be read; the values count only where this is empty
};

// Rows, one after another. Not for use by two threads.
class Rows {
 public:
  virtual ~Rows() = default;
  // False at the end. Throws RowsError where reading fails.
  virtual bool next(Row& row) = 0;
};

}  // namespace callwidgets::sources
