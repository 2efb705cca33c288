#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace callwidgets::sources {

struct Function {
  std::string_view name;
  std::size_t least, most;   // how many arguments it takes
  std::string_view written;  // `before(x, sign)`
  std::string_view help;
};

const std::vector<Function>& all_functions();
const Function* function_named(std::string_view name);  // null: there is none

}  // namespace callwidgets::sources
