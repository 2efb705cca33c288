#include "accounts/customer.h"

#include <algorithm>
#include <iterator>
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

CustomerPage page_among(database::Session& session, std::int64_t account,
                        const std::vector<std::int64_t>& among, const CustomerFilter& filter,
                        std::int64_t page, std::int64_t pagesize) {
  std::vector<Customer> found;
  std::vector<database::Value> ids;
  for (const std::int64_t id : among) {
    if (id == filter.customer_id.value_or(id)) ids.emplace_back(id);
  }
  session.query_list(sql::customers::among, {{"account", account}}, "customer_ids", ids,
                     [&](const database::Rows& rows) {
                       for (std::size_t row = 0; row < rows.size(); ++row) {
                         Customer customer{rows.integer(row, 0), std::string{rows.bytes(row, 1)},
                                           std::string{rows.bytes(row, 2)}};
                         if (customer.custnr != filter.custnr.value_or(customer.custnr)) continue;
                         found.push_back(std::move(customer));
                       }
                     });
  std::sort(found.begin(), found.end(), [](const Customer& one, const Customer& other) {
    return one.customer_id < other.customer_id;
  });
  CustomerPage result{static_cast<std::int64_t>(found.size()), {}};
  if (page > result.total / pagesize) return result;
  const auto first = found.begin() + page * pagesize;
  const auto last = first + std::min(pagesize, result.total - page * pagesize);
  result.customers.assign(std::make_move_iterator(first), std::make_move_iterator(last));
  return result;
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
