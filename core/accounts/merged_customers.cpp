#include "accounts/merged_customers.h"

#include <array>

#include "sql/statements.h"

namespace callwidgets::accounts {

std::map<std::int64_t, std::int64_t> merged_into(database::Session& session, std::int64_t account,
                                                 std::span<const database::Value> customer_ids) {
  std::map<std::int64_t, std::int64_t> into;
  session.query_list(sql::merged::by_ids, {{"account", account}}, "customer_ids", customer_ids,
                     [&](const database::Rows& rows) {
                       for (std::size_t row = 0; row < rows.size(); ++row) {
                         into[rows.integer(row, 0)] = rows.integer(row, 1);
                       }
                     });
  return into;
}

std::optional<std::int64_t> merged_into(database::Session& session, std::int64_t account,
                                        std::int64_t customer_id) {
  const std::array<database::Value, 1> ids{customer_id};
  const auto found = merged_into(session, account, ids);
  if (found.empty()) return std::nullopt;
  return found.begin()->second;
}

std::map<std::int64_t, std::int64_t> merged_customers(database::Session& session,
                                                      std::int64_t account) {
  std::map<std::int64_t, std::int64_t> merged;
  const auto rows = session.query(sql::merged::of_account, {{"account", account}});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    merged[rows.integer(row, 0)] = rows.integer(row, 1);
  }
  return merged;
}

void note_merged(database::Session& session, std::int64_t account, std::int64_t from,
                 std::int64_t into) {
  session.execute(sql::merged::follow,
                  {{"account", account}, {"customer_id", from}, {"into_id", into}});
  session.execute(sql::merged::put,
                  {{"account", account}, {"customer_id", from}, {"into_id", into}});
}

bool forget_merged(database::Session& session, std::int64_t account, std::int64_t customer_id) {
  return session.execute(sql::merged::remove,
                         {{"account", account}, {"customer_id", customer_id}}) > 0;
}

}  // namespace callwidgets::accounts
