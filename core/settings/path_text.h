#pragma once
#include <string>

namespace callwidgets::settings {

// Why a setting's value is hardly meant as a path, in words that follow the value: it looks like a
// URL, an address, a number, a switch (`off`), or like something that a shell would replace. Empty
// where it may be one: what begins with `/` or `.` always is, so `./off` is a file of that name.
std::string unlike_a_path(const std::string& value);

}  // namespace callwidgets::settings
