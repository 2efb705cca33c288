#pragma once
#include <memory>
#include <string>

#include "fcgi/endpoint/source.h"

namespace callwidgets::web {

// The sources of callwidgets-answers.so, the part of the program that knows databases, time zones
// and the like; loaded by the first call, for plain CGI mostly does without. It lies beside the
// program, or in /usr/local/lib/callwidgets or /usr/lib/callwidgets. Throws std::runtime_error. Any
// thread.
std::unique_ptr<Sources> load_sources(const settings::Settings& settings);

// Which one it is: another stamp, another program. Empty where it is missing. Loads nothing.
std::string module_stamp();

}  // namespace callwidgets::web
