#include "figures/erasing/customer_calls.h"

#include "figures/retention.h"
#include "sql/statements.h"

namespace callwidgets::figures {

std::int64_t count_calls_of_customer(database::Session& session, std::int64_t account,
                                     std::int64_t customer) {
  return session
      .query(sql::calls::count_of_customer, {{"account", account}, {"customer", customer}})
      .integer(0, 0);
}

std::int64_t count_mappings_of_customer(database::Session& session, std::int64_t account,
                                        std::int64_t customer_id) {
  return session
      .query(sql::numbers::count_of_customer, {{"account", account}, {"customer_id", customer_id}})
      .integer(0, 0);
}

std::vector<IdentifiedCall> some_calls_of_customer(database::Session& session, std::int64_t account,
                                                   std::int64_t customer) {
  std::vector<IdentifiedCall> calls;
  const auto rows = session.query(
      sql::calls::of_customer, {{"account", account},
                                {"customer", customer},
                                {"limit", static_cast<std::int64_t>(customer_calls_of_a_batch)}});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    calls.push_back({std::string{rows.bytes(row, 0)}, stored_call(rows, row)});
  }
  return calls;
}

void refuse_with_earlier_figures(database::Session& session, const Generation& generation,
                                 std::int64_t customer, std::int64_t customer_id) {
  const auto retention = Retention::of(session, generation.account);
  if (!retention || !retention->figures_stay) return;
  const auto scope = session.query(
      sql::scopes::one,
      {{"account", generation.account}, {"generation", generation.number}, {"customer", customer}});
  if (scope.empty()) return;
  if (session
          .query(sql::figures::sums_before,
                 {{"scope", scope.integer(0, 0)}, {"before_day", retention->first_day}})
          .empty()) {
    return;
  }
  const std::string day = calendar::format(calendar::day_of(retention->first_day));
  throw database::Error(
      database::Error::Kind::refused, database::Cause::told,
      "customer " + std::to_string(customer_id) + " has figures of calls before " + day +
          ", which were purged: what was counted of them can't be counted anew without it. To let "
          "those figures go: callwidgets-admin purge --before " +
          day + " --figures go");
}

}  // namespace callwidgets::figures
