#pragma once
#include <string_view>

#include "fcgi/http/request.h"

namespace callwidgets::web {

// One parameter (FastCGI) or environment variable (CGI) as the web server names it. Names that a
// Request has no place for are ignored; of a repeated name the last value counts.
void set_field(Request& request, std::string_view name, std::string_view value);

// Once all fields are set: an id that is not [A-Za-z0-9._-]{1,64} is replaced by a new one. Safe
// from any thread.
void complete(Request& request);

}  // namespace callwidgets::web
