#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "database/statement.h"

namespace callwidgets::database {

// A value to bind: an integer, or a string of any bytes.
using Value = std::variant<std::int64_t, std::string>;

// A value for the placeholder `:name` of a statement. `name` must outlive it.
struct Argument {
  std::string_view name;
  Value value;
};
using Arguments = std::vector<Argument>;

// The value for `name`. The result refers into `arguments`. Throws std::logic_error if there is
// none; `statement` is only named in that message.
const Value& value_of(std::string_view name, const Arguments& arguments,
                      const Statement& statement);

}  // namespace callwidgets::database
