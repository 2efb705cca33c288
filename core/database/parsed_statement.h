#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "database/statement.h"

namespace callwidgets::database {

// A Statement made ready for a driver: `:name` became `?`, and the names stand in the order of the
// marks.
struct ParsedStatement {
  enum class Type { integer, bytes, blob };
  std::string text;
  std::vector<std::string_view> parameters;  // views into the Statement
  std::vector<Type> returns;                 // empty: returns no rows

  // Throws std::logic_error for a `-- returns:` line that names another type.
  explicit ParsedStatement(const Statement& statement);
};

}  // namespace callwidgets::database
