#pragma once
#include <string_view>

namespace callwidgets::database {

// A file of sql/. `:name` stands for a bound value; the first line may say what a query returns:
//   -- returns: integer bytes blob
struct Statement {
  std::string_view name;
  std::string_view text;
};

}  // namespace callwidgets::database
