#include "figures/stored_call.h"

#include "sql/statements.h"

namespace callwidgets::figures {

StoredCall stored_call(const database::Rows& rows, std::size_t row) {
  return {rows.integer(row, 1),
          rows.integer(row, 2),
          static_cast<std::int32_t>(rows.integer(row, 3)),
          rows.integer(row, 4) != 0,
          rows.integer(row, 5) != 0,
          rows.integer(row, 6),
          rows.integer(row, 7),
          rows.integer(row, 8)};
}

StoredCalls stored_calls(database::Session& session, std::int64_t account,
                         std::span<const database::Value> cdr_ids) {
  StoredCalls found;
  session.query_list(sql::calls::former, {{"account", account}}, "cdr_ids", cdr_ids,
                     [&](const database::Rows& rows) {
                       for (std::size_t row = 0; row < rows.size(); ++row) {
                         found[std::string{rows.bytes(row, 0)}] = stored_call(rows, row);
                       }
                     });
  return found;
}

}  // namespace callwidgets::figures
