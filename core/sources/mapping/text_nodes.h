#pragma once
#include <string_view>
#include <vector>

#include "sources/mapping/node.h"

namespace callwidgets::sources {

// The node of a function of texts alone, by its name in the function table; null where that
// function is of another sort. `written` is the first argument as it stands, for messages. It takes
// the arguments where it gives a node.
NodePointer text_function(std::string_view name, std::vector<NodePointer>& arguments,
                          std::string written);

}  // namespace callwidgets::sources
