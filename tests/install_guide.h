// INSTALL.md as a test reads it: what stands there is what is run.
#pragma once

#include <string>
#include <vector>

namespace callwidgets::test {

// Each function throws std::runtime_error where INSTALL.md has not what it is asked for.
namespace install_guide {

// A block of it (document.h).
std::string block(const std::string& name);

// What its lines `mysql -e "…"` run, in their order.
std::vector<std::string> mysql_statements();

// Of its users, `name:password` as in an address: who imports, and who only reads.
std::string importing_user();
std::string reading_user();

}  // namespace install_guide

}  // namespace callwidgets::test
