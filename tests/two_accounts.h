// Two accounts with customers and calls of their own, of which an oracle each knows the figures.
#pragma once

#include <map>
#include <string>

#include "oracle.h"
#include "plain_calls.h"
#include "site.h"

namespace callwidgets::test {

class TwoAccounts {
 public:
  static constexpr long kFrom = 19754, kTo = kFrom + 9;  // 2024-02-01 to 2024-02-10

  // `one` with the customers 1, 2 and 3, `two` with 2 and 4, in an empty database; no two customers
  // have as many calls. The same ids of calls are in both.
  explicit TwoAccounts(const Site& admin);

  static std::string time_zone(const std::string& account) {
    return account == "one" ? "UTC" : "Asia/Kathmandu";
  }

  // New calls of one customer, which the oracle knows; and their import.
  std::string new_calls(const std::string& account, long customer, int count);
  void import(const std::string& account, const std::string& csv) const;

  const Oracle& oracle(const std::string& account) const { return accounts_.at(account).oracle; }
  // By number: the names.
  const std::map<long, std::string>& customers(const std::string& account) const {
    return accounts_.at(account).customers;
  }

 private:
  struct Account {
    explicit Account(const std::string& zone) : oracle{zone} {}
    Oracle oracle;
    PlainCalls calls;
    std::map<long, std::string> customers;
  };

  const Site& admin_;
  std::map<std::string, Account> accounts_;
};

}  // namespace callwidgets::test
