#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/account.h"
#include "accounts/name_search.h"

namespace callwidgets::accounts {

struct Customer {
  std::int64_t customer_id;  // the platform's id, 1 to 18 digits
  std::string name;
  std::string custnr;  // empty where there is none
};

// Which customers are meant; an absent filter lets every one through.
struct CustomerFilter {
  std::optional<std::int64_t> customer_id;
  std::optional<std::string> custnr;
  std::optional<NameSearch> name;
};

struct CustomerPage {
  std::int64_t total;               // over all pages
  std::vector<Customer> customers;  // by id, as a number
};

// A page counted from 0, of one state. `names` is what read_customer_names() gave, or empty: then
// a filter by name alone reads all names.
CustomerPage page(database::Session& session, std::int64_t account, const CustomerFilter& filter,
                  std::string_view names, std::int64_t page, std::int64_t pagesize);

// The same of those customers alone whose ids are in `among`.
CustomerPage page_among(database::Session& session, std::int64_t account,
                        const std::vector<std::int64_t>& among, const CustomerFilter& filter,
                        std::int64_t page, std::int64_t pagesize);

// The account's own number for a customer (what figures and calls refer to); nothing where there is
// none.
std::optional<std::int64_t> number_of(database::Session& session, std::int64_t account,
                                      std::int64_t customer_id);

// Adds a customer inside a transaction that holds the account (next_version); gives its number.
std::int64_t add(database::Session& session, std::int64_t account, const Customer& customer);

// Inside a transaction that holds the account. False where there is no such customer.
bool rename(database::Session& session, std::int64_t account, std::int64_t customer_id,
            const std::string& name);

}  // namespace callwidgets::accounts
