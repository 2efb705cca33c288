#include "figures/upkeep/stored_callers.h"

#include "sql/statements.h"

namespace callwidgets::figures {

StoredCallers StoredCallers::read(database::Session& session, std::int64_t scope,
                                  std::int64_t first) {
  constexpr std::int64_t most_rows = 2000;  // many times what one caller has
  StoredCallers callers;
  const auto rows =
      session.query(sql::callers::page, {{"scope", scope}, {"first", first}, {"limit", most_rows}});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    callers.parts[rows.integer(row, 0)].emplace_back(rows.bytes(row, 2));
  }
  if (rows.size() == static_cast<std::size_t>(most_rows)) {
    // The last one's other parts may be cut off.
    callers.next = callers.parts.rbegin()->first;
    callers.parts.erase(*callers.next);
  }
  return callers;
}

}  // namespace callwidgets::figures
