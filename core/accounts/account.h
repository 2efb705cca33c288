#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calendar/zone.h"
#include "database/session.h"

namespace callwidgets::accounts {

// An operator of the platform: customers, calls and figures belong to one account and never meet
// another's.
struct Account {
  std::int64_t number;
  std::string name;
  calendar::Zone zone;
  std::string zone_name;
  std::string region;        // ISO 3166 code for national numbers, or empty
  std::int64_t version = 0;  // grows with every change of the account's data
};

// All accounts, in the order in which they were added. Throws database::Error.
std::vector<Account> all(database::Session& session);

// One account, and the nonce of its version (accounts/ledger.h). Nothing where there is no account
// of that number. Throws database::Error.
struct Numbered {
  Account account;
  std::int64_t nonce;
};
std::optional<Numbered> numbered(database::Session& session, std::int64_t number);

// An account, or why there is none, for the operator.
struct Choice {
  std::optional<Account> account;
  std::string problem;
};

// The account called `name`; where `name` is empty, the only one there is. Throws database::Error.
Choice choose(database::Session& session, const std::string& name);

// The account that answers requests: the one called `name`; where `name` is empty, the oldest one,
// so that adding an account never changes who is served. `notice` then says that there are others,
// for the operator; it is empty where there is no choice. Throws database::Error.
struct Served {
  std::optional<Account> account;
  std::string problem;
  std::string notice;
};
Served served(database::Session& session, const std::string& name);

// Adds an account and gives its number. The name is not taken, the zone exists: choose() and
// Zone::named() tell. It has no figures yet: figures::Generation makes them, in the same
// transaction. Throws database::Error.
std::int64_t add(database::Session& session, const std::string& name, const std::string& zone,
                 const std::string& region);
void rename(database::Session& session, const Account& account, const std::string& name);

// Takes the account's row, so that what follows in this transaction is alone, and gives the version
// being made, which has a nonce (database/nonce.h) in the same row. It must be the first statement
// of every transaction that writes, what was read before it may be outdated; enter_in_ledger()
// (accounts/ledger.h) belongs into the same one.
std::int64_t next_version(database::Session& session, std::int64_t account);

// Takes the account's row without a new version: for what changes no answer.
void hold(database::Session& session, std::int64_t account);

// The version in the session's snapshot.
std::int64_t version(database::Session& session, std::int64_t account);

}  // namespace callwidgets::accounts
