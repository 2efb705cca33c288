#pragma once
#include <span>
#include <string>
#include <string_view>

#include "database/arguments.h"
#include "database/rows.h"
#include "database/statement.h"

namespace callwidgets::sources::reading {

// Values as one line, as a message shows a table's row.
std::string with_commas(std::span<const std::string_view> values);

// What an EXPLAIN returned, a line for each of its rows, bars between the values.
std::string plan(const database::Rows& rows);

// A statement with its values in it, for a person to try; `values` are those of its list.
std::string with_values(const database::Statement& statement, const database::Arguments& arguments,
                        std::span<const database::Value> values);

}  // namespace callwidgets::sources::reading
