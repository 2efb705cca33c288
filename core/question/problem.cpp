#include "question/problem.h"

namespace callwidgets::question {

Problem invalid(const std::string& name, std::string_view value, const std::string& allowed) {
  constexpr std::size_t shown = 40;
  std::string quoted;
  for (const char c : value.substr(0, shown)) quoted += c >= ' ' && c <= '~' ? c : '?';
  if (value.size() > shown) quoted += "...";
  return {Problem::Code::invalid_parameter, name + " is '" + quoted + "'; allowed: " + allowed,
          name};
}

}  // namespace callwidgets::question
