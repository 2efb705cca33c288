#include "sources/mapping/function_table.h"

#include <algorithm>

namespace callwidgets::sources {

const std::vector<Function>& all_functions() {
  constexpr std::size_t any = 1000;
  static const std::vector<Function> functions{
      {"column", 1, 1, "column(\"Any Name\")", "the column of that name"},
      {"optional", 1, 1, "optional(name)", "that column; empty where the table lacks it"},
      {"first", 1, any, "first(a, b, …)", "the first that is not empty"},
      {"join", 1, any, "join(a, b, …)", "one after another"},
      {"substring", 2, 3, "substring(x, from, length)",
       "characters, counted from 1; from the end where from is below 0; without length: the rest"},
      {"before", 2, 2, "before(x, sign)",
       "what stands before the first sign; all where there is none"},
      {"after", 2, 2, "after(x, sign)", "what follows the first sign; empty where there is none"},
      {"before_last", 2, 2, "before_last(x, sign)", "the same for the last sign"},
      {"after_last", 2, 2, "after_last(x, sign)", "the same for the last sign"},
      {"lower", 1, 1, "lower(x)", "A to Z become a to z"},
      {"upper", 1, 1, "upper(x)", "a to z become A to Z"},
      {"trim", 1, 1, "trim(x)", "without blanks at both ends"},
      {"digits", 1, 1, "digits(x)", "its digits 0 to 9 alone"},
      {"replace", 3, 3, "replace(x, a, b)", "each a becomes b"},
      {"lookup", 1, any, "lookup(x, \"A\" = b, …, else c)",
       "the value beside the text that x is, else c"},
      {"seconds", 1, 2, "seconds(x, \"ms\")",
       "seconds of 90, 1:30, 0:01:30, 90 s or 1 min 30 s; of ms or us; decimals are cut"},
      {"time", 2, 4, "time(x, \"FORM\", zone, near)", "seconds since 1970, UTC"},
      {"epoch_of", 1, 1, "epoch_of(x)",
       "the seconds in Asterisk's unique id; empty where x is none"},
  };
  return functions;
}

const Function* function_named(std::string_view name) {
  const auto& functions = all_functions();
  const auto found =
      std::ranges::find_if(functions, [&](const Function& one) { return one.name == name; });
  return found == functions.end() ? nullptr : &*found;
}

}  // namespace callwidgets::sources
