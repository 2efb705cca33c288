// A port for a server that a test starts.
#pragma once

#include <string>

namespace callwidgets::test {

// A port of the loopback interface that nobody listened on a moment ago.
std::string free_port();

}  // namespace callwidgets::test
