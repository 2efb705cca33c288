#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "database/statement.h"

namespace callwidgets::database {

// An integer, or bytes of any kind.
using Value = std::variant<std::int64_t, std::string>;

// The value of one `:name`.
struct Argument {
  std::string_view name;
  Value value;
};
using Arguments = std::vector<Argument>;

// The value for `name`; std::logic_error where the caller forgot it.
const Value& value_of(std::string_view name, const Arguments& arguments,
                      const Statement& statement);

}  // namespace callwidgets::database
