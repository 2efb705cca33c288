#pragma once
#include "cli/command_line.h"
#include "settings/settings.h"

namespace callwidgets::admin {

// `number missing`: the numbers that were called lately and that no mapping names, as the sources
// tell: number, source, calls, the last day; the most called first. Gives the exit status.
int number_missing(const settings::Settings& settings, const CommandLine& line);

}  // namespace callwidgets::admin
