#pragma once
#include <string>

#include "calls/areas.h"
#include "calls/caller_number.h"

namespace callwidgets::calls {

// A whole number as E.164 writes it; as it is where it is incomplete, or national and of no region
// (two capital letters, or empty).
std::string international(const CallerNumber& number, Areas& areas, const std::string& region);

}  // namespace callwidgets::calls
