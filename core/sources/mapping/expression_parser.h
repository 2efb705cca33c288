#pragma once
#include <string_view>

#include "sources/mapping/expression.h"
#include "sources/mapping/mapping_error.h"

namespace callwidgets::sources {

// The expression that is written in a value which begins at `place`. Names are not looked up.
// Throws MappingError.
Expression parse_expression(std::string_view value, const Place& place);

}  // namespace callwidgets::sources
