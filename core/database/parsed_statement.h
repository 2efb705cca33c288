#pragma once
#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "database/statement.h"

namespace callwidgets::database {

// What a statement is repeated for: how often, and which part of it.
struct Repetition {
  enum class Of {
    nothing,
    list,       // `IN (:name)` for so many values
    condition,  // what follows `WHERE`, joined by OR
    tuple,      // what follows `VALUES`
  };
  Of of = Of::nothing;
  std::size_t times = 1;
  auto operator<=>(const Repetition&) const = default;
};

// A Statement made ready for a driver: `:name` became `?`, and the names stand in the order of the
// marks.
struct ParsedStatement {
  enum class Type { integer, bytes, blob };
  std::string_view name;  // of the file, for messages
  std::string text;
  std::vector<std::string_view> parameters;  // views into the Statement
  std::vector<Type> returns;                 // empty: returns no rows

  // `list` is the name that a Repetition of a list repeats. Throws std::logic_error for a `--
  // returns:` line that names another type, or where there is nothing of the kind to repeat.
  explicit ParsedStatement(const Statement& statement, const Repetition& repetition = {},
                           std::string_view list = {});
};

}  // namespace callwidgets::database
