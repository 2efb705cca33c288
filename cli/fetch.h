#pragma once
#include "calls/remote/spool.h"
#include "cli/command_line.h"

namespace callwidgets::admin {

// The pages of a call-record resource, all of them, and how messages call it.
struct Fetched {
  std::string name;
  calls::Spool pages;
};

// Fetches what `--url` names with the login of `--login FILE` or CALLWIDGETS_LOGIN, and tells how
// far it is on standard error. Throws Usage, and std::runtime_error where a page can't be had: then
// nothing is imported.
Fetched fetch(const CommandLine& line);

}  // namespace callwidgets::admin
