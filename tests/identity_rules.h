// What each caller must get, worked out from docs/api.md and an oracle: nothing is the product's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identities.h"
#include "two_accounts.h"

namespace callwidgets::test {

// A path and its parameters, taken apart.
struct Enquiry {
  enum class Route { data, datasources, account, customers, customer, ping, status, unknown };

  Route route;
  std::string target;
  std::vector<std::string> types = {};  // of the data; one that is no widget: nonsense
  std::string customer = {};            // as it is asked for, in the query or the path; may be ""
  std::string beginning = {};           // of the names of customers

  std::optional<long> named() const;  // the customer, where one is named
};

// All routes, with customers of one's own, of others, of nobody.
const std::vector<Enquiry>& all_enquiries();

struct Wanted {
  int status = 0;
  std::string body;
  std::string challenge = {};  // WWW-Authenticate
  bool body_counts = true;     // false: it may be anything
  bool tells_time = false;     // it has other digits than these zeros, and nobody keeps it
};

class IdentityRules {
 public:
  // `auth` as the setting says it. The account of the settings is `one`.
  IdentityRules(const TwoAccounts& accounts, const std::string& auth);

  Wanted wanted(const Identity& identity, const std::string& method, const Enquiry& asked) const;

 private:
  bool on(const std::string& way) const { return auth_.find(way) != std::string::npos; }
  // Who he is, or how he is refused.
  std::optional<View> view(const Identity& identity, Wanted& refusal) const;
  Wanted data(const View& view, const Enquiry& asked) const;
  std::string customers(const View& view, std::optional<long> only,
                        const std::string& beginning = {}) const;

  const TwoAccounts& accounts_;
  const std::string auth_;
};

}  // namespace callwidgets::test
