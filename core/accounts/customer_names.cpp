#include "accounts/customer_names.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

#include "sql/statements.h"

namespace callwidgets::accounts {
namespace {

// The bytes: the highest number of a customer that was read, and then each one's head and words, in
// the host's own byte order.
struct Head {
  std::int64_t customer_id;
  std::int64_t size;  // of the words, in bytes
};

template <class Object>
void append(std::string& to, const Object& object) {
  to.append(reinterpret_cast<const char*>(&object), sizeof object);
}

// False where there is no more.
template <class Object>
bool take(std::string_view& from, Object& object) {
  if (from.size() < sizeof object) return false;
  std::memcpy(&object, from.data(), sizeof object);
  from.remove_prefix(sizeof object);
  return true;
}

// Visits the customers with higher numbers than that, by number; gives the highest.
std::int64_t read_after(
    database::Session& session, std::int64_t account, std::int64_t number,
    const std::function<void(std::int64_t customer_id, std::string_view name)>& visit) {
  constexpr std::int64_t most = 5000;  // rows in memory at once
  for (;;) {
    const auto rows = session.query(sql::customers::names_after,
                                    {{"account", account}, {"number", number}, {"limit", most}});
    for (std::size_t row = 0; row < rows.size(); ++row) {
      number = rows.integer(row, 0);
      visit(rows.integer(row, 1), rows.bytes(row, 2));
    }
    if (rows.size() < static_cast<std::size_t>(most)) return number;
  }
}

}  // namespace

std::string read_customer_names(database::Session& session, std::int64_t account) {
  std::vector<std::pair<std::int64_t, std::string>> customers;
  std::size_t size = sizeof(std::int64_t);
  const auto keep = [&](std::int64_t customer_id, std::string_view name) {
    customers.emplace_back(customer_id, folded_words(name));
    size += sizeof(Head) + customers.back().second.size();
  };
  const std::int64_t highest = read_after(session, account, 0, keep);
  std::sort(customers.begin(), customers.end());
  std::string names;
  names.reserve(size);
  append(names, highest);
  for (const auto& [customer_id, words] : customers) {
    append(names, Head{customer_id, static_cast<std::int64_t>(words.size())});
    names += words;
  }
  return names;
}

std::vector<std::int64_t> find_customers(database::Session& session, std::int64_t account,
                                         std::string_view names, const NameSearch& search) {
  std::vector<std::int64_t> found;
  std::int64_t highest = 0;
  take(names, highest);
  for (Head head; take(names, head) && static_cast<std::size_t>(head.size) <= names.size();
       names.remove_prefix(static_cast<std::size_t>(head.size))) {
    if (search.finds_folded(names.substr(0, static_cast<std::size_t>(head.size)))) {
      found.push_back(head.customer_id);
    }
  }
  const std::size_t known = found.size();
  read_after(session, account, highest, [&](std::int64_t customer_id, std::string_view name) {
    if (search.finds(name)) found.push_back(customer_id);
  });
  if (found.size() > known) std::sort(found.begin(), found.end());
  return found;
}

}  // namespace callwidgets::accounts
