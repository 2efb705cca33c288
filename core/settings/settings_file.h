#pragma once
#include <map>
#include <string>
#include <vector>

namespace callwidgets::settings {

// The settings' file that a program was started with: of `--settings FILE` or `--settings=FILE` at
// the front of its arguments, from which that is taken away, else of CALLWIDGETS_SETTINGS in the
// environment. Empty: none. Throws Mistake for the option without a file.
std::string take_file(std::vector<std::string>& arguments);

// The lines `name = value` of a file. A `#` at the beginning of a line, or behind a blank, begins a
// comment that goes on to the end of the line; `\#` is one that belongs to the value. Throws
// Mistake where the file can't be read.
std::map<std::string, std::string> read_file(const std::string& file);

}  // namespace callwidgets::settings
