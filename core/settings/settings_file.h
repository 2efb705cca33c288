#pragma once
#include <map>
#include <string>

namespace callwidgets::settings {

// The lines `name = value` of a file. A `#` at the beginning of a line, or behind a blank, begins a
// comment that goes on to the end of the line; `\#` is one that belongs to the value. Throws
// Mistake where the file can't be read.
std::map<std::string, std::string> read_file(const std::string& file);

}  // namespace callwidgets::settings
