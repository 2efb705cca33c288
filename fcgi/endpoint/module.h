#pragma once
#include <memory>
#include <string>

#include "fcgi/endpoint/source.h"

namespace callwidgets::web {

// Makes the sources that callwidgets-answers.so provides, the part of the program that knows
// databases and time zones. The first call loads it, because most processes of plain CGI do not
// need it. It is looked for beside the program, then in /usr/local/lib/callwidgets and
// /usr/lib/callwidgets. Throws std::runtime_error, also where it is of another build than the
// program. Safe to call from any thread.
std::unique_ptr<Sources> load_sources(const settings::Settings& settings);

// A text that identifies the file of the module: its size and time. Empty if it is missing. Loads
// nothing.
std::string module_stamp();

}  // namespace callwidgets::web
