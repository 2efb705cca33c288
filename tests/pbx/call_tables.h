// The call tables beside the tests, and comma separated text as these hold it; of no code of the
// product.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace callwidgets::test {

using TableRow = std::map<std::string, std::string>;  // by the column's name

// A file of tests/call_tables, `a01-noanswer-then-voicemail.csv` or `asterisk/verdicts.csv`: where
// it is, and its bytes. Throws std::runtime_error where it is not.
std::string call_table_path(const std::string& name);
std::string call_table(const std::string& name);

// The rows of comma separated values (RFC 4180) whose first line names the columns.
std::vector<TableRow> csv_rows(const std::string& text);
// The rows of tests/call_tables/asterisk/cdr.sql, in their order there.
std::vector<TableRow> asterisk_rows();

}  // namespace callwidgets::test
