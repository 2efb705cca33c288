#include "accounts/customer.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "accounts/customer_names.h"
#include "sql/statements.h"

namespace callwidgets::accounts {

namespace {

Customer customer_of(const database::Rows& rows, std::size_t row) {
  return {rows.integer(row, 0), std::string{rows.bytes(row, 1)}, std::string{rows.bytes(row, 2)}};
}

// `customers` are all pages, by id.
CustomerPage page_of(std::vector<Customer> customers, std::int64_t page, std::int64_t pagesize) {
  CustomerPage result{static_cast<std::int64_t>(customers.size()), {}};
  if (page > result.total / pagesize) return result;
  const auto first = customers.begin() + page * pagesize;
  const auto last = first + std::min(pagesize, result.total - page * pagesize);
  result.customers.assign(std::make_move_iterator(first), std::make_move_iterator(last));
  return result;
}

// Of those of `among` that there are; the filter by id and by name is the caller's.
std::vector<Customer> read_among(database::Session& session, std::int64_t account,
                                 const std::vector<std::int64_t>& among) {
  std::vector<Customer> found;
  const std::vector<database::Value> ids{among.begin(), among.end()};
  session.query_list(sql::customers::among, {{"account", account}}, "customer_ids", ids,
                     [&](const database::Rows& rows) {
                       for (std::size_t row = 0; row < rows.size(); ++row) {
                         found.push_back(customer_of(rows, row));
                       }
                     });
  std::sort(found.begin(), found.end(), [](const Customer& one, const Customer& other) {
    return one.customer_id < other.customer_id;
  });
  return found;
}

// By id and number: how many there are, and a page of them.
CustomerPage read_page(database::Session& session, std::int64_t account,
                       const CustomerFilter& filter, std::int64_t page, std::int64_t pagesize) {
  const std::int64_t first_id = filter.customer_id.value_or(0);
  const std::int64_t last_id =
      filter.customer_id.value_or(std::numeric_limits<std::int64_t>::max());
  const std::int64_t any_custnr = filter.custnr ? 0 : 1;
  const std::string custnr = filter.custnr.value_or("");
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
    result.customers.push_back(customer_of(rows, row));
  }
  return result;
}

// By name alone.
CustomerPage read_named_page(database::Session& session, std::int64_t account,
                             const NameSearch& search, std::string_view names, std::int64_t page,
                             std::int64_t pagesize) {
  std::vector<std::int64_t> found = find_customers(session, account, names, search);
  CustomerPage result{static_cast<std::int64_t>(found.size()), {}};
  if (page > result.total / pagesize) return result;
  const auto first = found.begin() + page * pagesize;
  const auto last = first + std::min(pagesize, result.total - page * pagesize);
  result.customers = read_among(session, account, {first, last});
  return result;
}

}  // namespace

CustomerPage page(database::Session& session, std::int64_t account, const CustomerFilter& filter,
                  std::string_view names, std::int64_t page, std::int64_t pagesize) {
  return database::in_snapshot(session, [&] {
    if (!filter.name || filter.name->finds_all()) {
      return read_page(session, account, filter, page, pagesize);
    }
    if (!filter.customer_id && !filter.custnr) {
      return read_named_page(session, account, *filter.name, names, page, pagesize);
    }
    constexpr std::int64_t all = 1'000'000'000;
    auto found = read_page(session, account, filter, 0, all).customers;
    std::erase_if(found, [&](const Customer& one) { return !filter.name->finds(one.name); });
    return page_of(std::move(found), page, pagesize);
  });
}

CustomerPage page_among(database::Session& session, std::int64_t account,
                        const std::vector<std::int64_t>& among, const CustomerFilter& filter,
                        std::int64_t page, std::int64_t pagesize) {
  std::vector<std::int64_t> ids = among;
  if (filter.customer_id) {
    std::erase_if(ids, [&](std::int64_t id) { return id != *filter.customer_id; });
  }
  auto found = read_among(session, account, ids);
  std::erase_if(found, [&](const Customer& one) {
    return one.custnr != filter.custnr.value_or(one.custnr) ||
           (filter.name && !filter.name->finds(one.name));
  });
  return page_of(std::move(found), page, pagesize);
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
