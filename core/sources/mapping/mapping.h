#pragma once
#include <span>
#include <string>
#include <vector>

#include "sources/mapping/node.h"
#include "sources/mapping/source_file.h"
#include "sources/rows/rows.h"
#include "sources/verdicts/leg.h"

namespace callwidgets::sources {

struct LegField;

// A source's expressions, tied to the columns of its table: rows become legs. Unchanging; safe to
// use from any thread.
class Mapping {
 public:
  // Columns are known by their names, case apart. Throws MappingError where an expression needs
  // one that is not there, or where the mapping gives no start.
  Mapping(const SourceFile& source, std::span<const std::string> columns);

  // The leg that a row is. False where it is none: then `problem` names the column, what was found
  // and what is allowed, and the leg counts for nothing.
  bool read(const Row& row, Leg& leg, std::string& problem) const;

  // The columns that expressions need, by their numbers: the others need not be read.
  std::vector<std::size_t> used_columns() const;

 private:
  struct Given {
    const LegField* field;
    NodePointer node;
  };

  std::vector<NodePointer> named_;
  std::vector<Given> fields_;
  std::vector<bool> used_;
};

}  // namespace callwidgets::sources
