#include "two_accounts.h"

namespace callwidgets::test {

TwoAccounts::TwoAccounts(const Site& admin) : admin_(admin) {
  struct Made {
    const char* account;
    long customer;
    const char* name;
    int calls;
  };
  admin_.must_admin({"migrate"});
  for (const char* account : {"one", "two"}) {
    admin_.must_admin({"account", "add", account, "--time-zone", time_zone(account)});
    accounts_.emplace(account, Account{time_zone(account)});
  }
  for (const Made& made :
       {Made{"one", 1, "Ann's", 11}, Made{"one", 2, "Bob's", 23}, Made{"one", 3, "Cid's", 6},
        Made{"two", 2, "Dan's", 47}, Made{"two", 4, "Eve's", 90}}) {
    admin_.must_admin({"customer", "add", std::to_string(made.customer), "--name", made.name,
                       "--account", made.account});
    Account& account = accounts_.at(made.account);
    account.customers[made.customer] = made.name;
    account.oracle.name(made.customer, made.name);
    import(made.account, new_calls(made.account, made.customer, made.calls));
  }
}

std::string TwoAccounts::new_calls(const std::string& account, long customer, int count) {
  Account& changed = accounts_.at(account);
  return changed.calls.csv(count, customer, kFrom + customer, {&changed.oracle});
}

void TwoAccounts::import(const std::string& account, const std::string& csv) const {
  admin_.must_admin({"import", "--account", account, "-"}, csv);
}

}  // namespace callwidgets::test
