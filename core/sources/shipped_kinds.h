#pragma once
#include <map>
#include <string>

namespace callwidgets::sources {

// The text of each file in sources/ at the top level, by its name without `.source`.
const std::map<std::string, std::string>& shipped_kinds();

}  // namespace callwidgets::sources
