#include "accounts/account.h"

#include "database/migration.h"
#include "database/nonce.h"
#include "sql/statements.h"

namespace callwidgets::accounts {

namespace {

calendar::Zone zone_of(const std::string& account, const std::string& zone_name) {
  if (const auto zone = calendar::Zone::named(zone_name)) return *zone;
  throw database::Error(database::Error::Kind::refused, database::Cause::told,
                        "time zone " + zone_name + " of account " + account +
                            " is unknown to this system: install the package tzdata");
}

}  // namespace

std::vector<Account> all(database::Session& session) {
  const auto rows = session.query(sql::accounts::all, {});
  std::vector<Account> accounts;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string name{rows.bytes(row, 1)}, zone_name{rows.bytes(row, 2)};
    accounts.push_back({rows.integer(row, 0), name, zone_of(name, zone_name), zone_name,
                        std::string{rows.bytes(row, 3)}, rows.integer(row, 4)});
  }
  return accounts;
}

std::optional<Numbered> numbered(database::Session& session, std::int64_t number) {
  const auto rows = session.query(sql::accounts::one, {{"account", number}});
  if (rows.empty()) return std::nullopt;
  const std::string name{rows.bytes(0, 0)}, zone_name{rows.bytes(0, 1)};
  return Numbered{{number, name, zone_of(name, zone_name), zone_name, std::string{rows.bytes(0, 2)},
                   rows.integer(0, 3)},
                  rows.integer(0, 4)};
}

namespace {

std::string names_of(const std::vector<Account>& accounts) {
  std::string names;
  for (const Account& account : accounts) names += (names.empty() ? "" : ", ") + account.name;
  return names;
}

// The account of that name, or, of one account, the only one.
Choice chosen(database::Session& session, const std::vector<Account>& accounts,
              const std::string& name) {
  for (const Account& account : accounts) {
    if (account.name == name) return {account, ""};
  }
  if (accounts.empty()) {
    const bool rows_remain = !session.query(sql::accounts::without_account, {}).empty();
    return {std::nullopt, rows_remain
                              ? "the database looks half restored: it has customers, but no "
                                "account: restore the whole backup again"
                              : "there is no account yet: run callwidgets-admin account add NAME"};
  }
  if (!name.empty()) {
    return {std::nullopt, "there is no account " + name + "; there is: " + names_of(accounts)};
  }
  if (accounts.size() == 1) return {accounts.front(), ""};
  return {std::nullopt, "there are several accounts (" + names_of(accounts) +
                            "): name one with --account NAME or in the setting account"};
}

}  // namespace

Choice choose(database::Session& session, const std::string& name) {
  return chosen(session, all(session), name);
}

Served served(database::Session& session, const std::string& name) {
  const std::vector<Account> accounts = all(session);
  if (name.empty() && accounts.size() > 1) {
    const Account& oldest = accounts.front();
    return {
        oldest, "",
        "there are several accounts, and the setting account names none: " + oldest.name +
            ", the oldest, is served. To serve another, set account = NAME and reload or restart "
            "callwidgets. There are: " +
            names_of(accounts)};
  }
  Choice choice = chosen(session, accounts, name);
  return {std::move(choice.account), std::move(choice.problem), ""};
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
  session.execute(sql::accounts::next_version,
                  {{"account", account}, {"nonce", database::new_nonce()}});
  database::require_schema(session);
  return version(session, account);
}

void hold(database::Session& session, std::int64_t account) {
  session.execute(sql::accounts::hold, {{"account", account}});
  database::require_schema(session);
}

std::int64_t version(database::Session& session, std::int64_t account) {
  const auto rows = session.query(sql::accounts::version, {{"account", account}});
  return rows.empty() ? 0 : rows.integer(0, 0);
}

}  // namespace callwidgets::accounts
