#include "accounts/customer.h"

#include <limits>

#include "sql/statements.h"

namespace callwidgets::accounts {

CustomerPage page(database::Session& session, std::int64_t account, const CustomerFilter& filter,
                  std::int64_t page, std::int64_t pagesize) {
  const std::int64_t first_id = filter.customer_id.value_or(0);
  const std::int64_t last_id =
      filter.customer_id.value_or(std::numeric_limits<std::int64_t>::max());
  const std::int64_t any_custnr = filter.custnr ? 0 : 1;
  const std::string custnr = filter.custnr.value_or("");
  return database::in_snapshot(session, [&] {
    CustomerPage result;
    result.total = session
                       .query(sql::customers::count, {{"account", account},
                                                      {"first_id", first_id},
                                                      {"last_id", last_id},
                                                      {"any_custnr", any_custnr},
                                                      {"custnr", custnr}})
                       .integer(0, 0);
    if (page > result.total / pagesize) return result;
    const auto rows = session.query(sql::customers::page, {{"account", account},
                                                           {"first_id", first_id},
                                                           {"last_id", last_id},
                                                           {"any_custnr", any_custnr},
                                                           {"custnr", custnr},
                                                           {"pagesize", pagesize},
                                                           {"skipped", page * pagesize}});
    for (std::size_t row = 0; row < rows.size(); ++row) {
      result.customers.push_back(
          {rows.integer(row, 0), std::string{rows.bytes(row, 1)}, std::string{rows.bytes(row, 2)}});
    }
    return result;
  });
}

std::optional<std::int64_t> number_of(database::Session& session, std::int64_t account,
                                      std::int64_t customer_id) {
  const auto rows =
      session.query(sql::customers::by_id, {{"account", account}, {"customer_id", customer_id}});
  if (rows.empty()) return std::nullopt;
  return rows.integer(0, 0);
}

std::int64_t add(database::Session& session, std::int64_t account, const Customer& customer) {
  const std::int64_t number =
      session.query(sql::customers::highest, {{"account", account}}).integer(0, 0) + 1;
  session.execute(sql::customers::add, {{"account", account},
                                        {"number", number},
                                        {"customer_id", customer.customer_id},
                                        {"name", customer.name},
                                        {"custnr", customer.custnr}});
  return number;
}

bool rename(database::Session& session, std::int64_t account, std::int64_t customer_id,
            const std::string& name) {
  return session.execute(sql::customers::rename,
                         {{"account", account}, {"customer_id", customer_id}, {"name", name}}) > 0;
}

}  // namespace callwidgets::accounts
