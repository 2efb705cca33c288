#pragma once
#include <filesystem>
#include <string>

namespace callwidgets::module {

// The file of a module, NAME.so: a part of the program that is loaded when it is needed. Looked for
// beside the program, then in /usr/local/lib/callwidgets and /usr/lib/callwidgets; the last of them
// where it is in none.
std::filesystem::path file_of(const std::string& name);

// A function of the module. The first call loads the file, and nothing unloads it. Throws
// std::runtime_error where the file or the function is missing, and where the file is of another
// build than the program. Safe to call from any thread.
void* function_of(const std::string& name, const char* function);

}  // namespace callwidgets::module
