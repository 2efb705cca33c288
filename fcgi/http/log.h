#pragma once
#include <string>

#include "fcgi/http/request.h"

namespace callwidgets::web {

// One line on standard error, with the request that it belongs to. Whole lines only, from any
// thread; what is not printable ASCII is shown as `?`.
void log(const Request& request, const std::string& text);

// One line of the program itself.
void log(const std::string& text);

}  // namespace callwidgets::web
