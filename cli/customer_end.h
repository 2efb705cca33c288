#pragma once
#include <cstdint>
#include <string>

#include "cli/command_line.h"
#include "settings/settings.h"

namespace callwidgets::admin {

// `customer merge ID INTO` and `customer remove ID`; both give the exit status, and throw as any
// command does.
int merge_customers(const settings::Settings& settings, const CommandLine& line);
int remove_customer(const settings::Settings& settings, const CommandLine& line);

// A customer's id in a word of a command. Throws Usage.
std::int64_t customer_id(const std::string& text);

}  // namespace callwidgets::admin
