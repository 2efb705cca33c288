#include "figures/upkeep/erased_calls.h"

#include <vector>

#include "sql/statements.h"

namespace callwidgets::figures {

bool any_erased(database::Session& session, std::int64_t account) {
  return session.query(sql::erased::any, {{"account", account}}).integer(0, 0) > 0;
}

ErasedIds erased_among(database::Session& session, std::int64_t account,
                       std::span<const database::Value> cdr_ids) {
  ErasedIds erased;
  session.query_list(sql::erased::among, {{"account", account}}, "cdr_ids", cdr_ids,
                     [&](const database::Rows& rows) {
                       for (std::size_t row = 0; row < rows.size(); ++row) {
                         erased[std::string{rows.bytes(row, 0)}] =
                             static_cast<Erased>(rows.integer(row, 1));
                       }
                     });
  return erased;
}

void keep_erased(database::Session& session, std::int64_t account,
                 std::span<const database::Value> cdr_ids, Erased what) {
  std::vector<database::Values> rows;
  for (const database::Value& id : cdr_ids) {
    rows.push_back({account, id, static_cast<std::int64_t>(what)});
  }
  session.execute_rows(sql::erased::put, rows);
}

}  // namespace callwidgets::figures
