#pragma once
#include <string>

#include "fcgi/http/request.h"

namespace callwidgets::web {

// Writes one line to standard error: time, request and text. Characters other than printable ASCII
// are shown as `?`, and each part is cut after 400 characters. Lines of several threads and
// processes do not mix. Safe to call from any thread.
void log(const Request& request, const std::string& text);

// The same for a line that belongs to no request.
void log(const std::string& text);

}  // namespace callwidgets::web
