#pragma once
#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "database/statement.h"

namespace callwidgets::database {

// Which part of a statement is repeated, and how often, so that it takes many values at once.
struct Repetition {
  enum class Of {
    nothing,
    list,       // the placeholder in `IN (:name)`
    condition,  // the text after `WHERE`; the copies are joined by OR
    tuple,      // the text after `VALUES`
  };
  Of of = Of::nothing;
  std::size_t times = 1;
  auto operator<=>(const Repetition&) const = default;
};

// A Statement in the form that drivers take: each `:name` is replaced by `?`.
struct ParsedStatement {
  enum class Type { integer, bytes, blob };
  std::string_view name;  // the file's name, for messages
  std::string text;
  std::vector<std::string_view> parameters;  // the names in the order of the `?`; views into the
                                             // Statement, which must outlive this
  std::vector<Type> returns;                 // empty if it returns no rows

  // `list` is the name of the placeholder that a Repetition of a list repeats. Throws
  // std::logic_error if a `-- returns:` line names an unknown type, or if the statement does not
  // have the part to repeat.
  explicit ParsedStatement(const Statement& statement, const Repetition& repetition = {},
                           std::string_view list = {});
};

}  // namespace callwidgets::database
