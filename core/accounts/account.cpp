#include "accounts/account.h"

#include "sql/statements.h"

namespace callwidgets::accounts {

std::vector<Account> all(database::Session& session) {
  const auto rows = session.query(sql::accounts::all, {});
  std::vector<Account> accounts;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string zone_name{rows.bytes(row, 2)};
    const auto zone = calendar::Zone::named(zone_name);
    if (!zone) {
      throw database::Error(
          database::Error::Kind::refused, 0,
          "time zone " + zone_name + " is not among the system's (package tzdata)");
    }
    accounts.push_back({rows.integer(row, 0), std::string{rows.bytes(row, 1)}, *zone, zone_name,
                        std::string{rows.bytes(row, 3)}, rows.integer(row, 4)});
  }
  return accounts;
}

Choice choose(database::Session& session, const std::string& name) {
  std::vector<Account> accounts = all(session);
  std::string names;
  for (const Account& account : accounts) {
    if (account.name == name) return {account, ""};
    names += (names.empty() ? "" : ", ") + account.name;
  }
  if (accounts.empty())
    return {std::nullopt, "there is no account yet: callwidgets-admin account add NAME"};
  if (!name.empty())
    return {std::nullopt, "account: there is no account " + name + "; there is: " + names};
  if (accounts.size() > 1) {
    return {std::nullopt, "account: there are several accounts, so one must be named: " + names};
  }
  return {accounts.front(), ""};
}

std::int64_t add(database::Session& session, const std::string& name, const std::string& zone,
                 const std::string& region) {
  const std::int64_t number = session.query(sql::accounts::highest, {}).integer(0, 0) + 1;
  session.execute(sql::accounts::add,
                  {{"account", number}, {"name", name}, {"time_zone", zone}, {"region", region}});
  return number;
}

void rename(database::Session& session, const Account& account, const std::string& name) {
  database::in_transaction(session, [&] {
    session.execute(sql::accounts::rename, {{"account", account.number}, {"name", name}});
  });
}

std::int64_t next_version(database::Session& session, std::int64_t account) {
  session.execute(sql::accounts::next_version, {{"account", account}});
  return version(session, account);
}

void hold(database::Session& session, std::int64_t account) {
  session.execute(sql::accounts::hold, {{"account", account}});
}

std::int64_t version(database::Session& session, std::int64_t account) {
  const auto rows = session.query(sql::accounts::version, {{"account", account}});
  return rows.empty() ? 0 : rows.integer(0, 0);
}

}  // namespace callwidgets::accounts
