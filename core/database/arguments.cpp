#include "database/arguments.h"

#include <stdexcept>

namespace callwidgets::database {

const Value& value_of(std::string_view name, const Arguments& arguments,
                      const Statement& statement) {
  for (const Argument& argument : arguments) {
    if (argument.name == name) return argument.value;
  }
  throw std::logic_error("sql/" + std::string{statement.name} + ".sql wants :" + std::string{name});
}

}  // namespace callwidgets::database
