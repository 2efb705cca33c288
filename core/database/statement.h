#pragma once
#include <string_view>

namespace callwidgets::database {

// The content of one file in sql/. `:name` is a placeholder for a bound value. The first line of a
// query gives the types of its columns:
//   -- returns: integer bytes blob
// The embedded statements in sql/statements.h live as long as the program.
struct Statement {
  std::string_view name;
  std::string_view text;
};

}  // namespace callwidgets::database
