// How many crashes of each kind a test brings about.
#pragma once

#include <cstdlib>

namespace callwidgets::test {

// CALLWIDGETS_CRASHES says; a long run has 50 and more.
inline int crashes() {
  const char* given = std::getenv("CALLWIDGETS_CRASHES");
  return given ? std::atoi(given) : 2;
}

}  // namespace callwidgets::test
