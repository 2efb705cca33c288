#include "figures/definition.h"

namespace callwidgets::figures {

Series by_definition(database::Session& session, const database::Statement& statement,
                     const Scope& scope, const calendar::Range& range, std::int64_t limit) {
  const auto rows = session.query(statement, {{"account", scope.account},
                                              {"every", std::int64_t{scope.customer ? 0 : 1}},
                                              {"customer", scope.customer.value_or(0)},
                                              {"from", calendar::number(range.from)},
                                              {"to", calendar::number(range.to)},
                                              {"limit", limit}});
  Series series(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < rows.columns(); ++column) {
      if (rows.holds_integers(column)) {
        series[row].numbers.push_back(rows.integer(row, column));
      } else {
        series[row].name = rows.bytes(row, column);
      }
    }
  }
  return series;
}

}  // namespace callwidgets::figures
