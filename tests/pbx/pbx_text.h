// The rows of made-up calls as telephone systems keep them, and their truth, as text.
#pragma once

#include <string>
#include <vector>

#include "pbx_call.h"

namespace callwidgets::test {

// FreePBX's table `cdr`: the names of its 26 columns, and a row's values in that order.
const std::vector<std::string>& pbx_columns();
std::vector<std::string> pbx_values(const PbxRow& row);
// Comma separated values (RFC 4180), each line with its end.
std::string pbx_csv(const std::vector<std::string>& values);
// A line of Master.csv with 21 columns, as cdr_csv writes it.
std::string pbx_master_line(const PbxRow& row);

const std::vector<std::string>& pbx_truth_columns();
std::vector<std::string> pbx_truth(const PbxCall& call);

}  // namespace callwidgets::test
