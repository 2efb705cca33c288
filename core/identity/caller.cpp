#include "identity/caller.h"

#include <algorithm>

namespace callwidgets::identity {

bool Caller::may_see(std::int64_t customer_id) const {
  return !customers || std::binary_search(customers->begin(), customers->end(), customer_id);
}

std::int64_t Caller::implied_customer() const {
  return customers && customers->size() == 1 ? customers->front() : 0;
}

// The account alone for all of it, else `ACCOUNT:ID,ID`; `ACCOUNT:` for none of its customers.
std::string Caller::view() const {
  std::string text = std::to_string(account);
  if (!customers) return text;
  char before = ':';
  if (customers->empty()) text += before;
  for (const std::int64_t customer : *customers) {
    text += before;
    text += std::to_string(customer);
    before = ',';
  }
  return text;
}

}  // namespace callwidgets::identity
