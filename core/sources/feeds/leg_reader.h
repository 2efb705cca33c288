#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "sources/mapping/mapping.h"
#include "sources/rows/rows.h"
#include "sources/verdicts/leg.h"

namespace callwidgets::sources {

// Rows that are no legs.
struct BadRow {
  std::int64_t number;  // the line of a file, or a count
  std::string problem;  // column, what was found and what is allowed
  std::string_view raw;
};

// Makes legs of rows. Not for use by two threads.
class LegReader {
 public:
  using Bad = std::function<void(const BadRow&)>;

  // `bad` is told of each row that is no leg. The columns are those of the rows that will come.
  LegReader(const SourceFile& source, std::span<const std::string> columns, Bad bad);

  // All of them, in their order. Throws RowsError where reading fails.
  void read(Rows& rows, const std::function<void(Leg&&)>& visit);

  const Mapping& mapping() const { return mapping_; }

 private:
  const Mapping mapping_;
  const Bad bad_;
};

}  // namespace callwidgets::sources
