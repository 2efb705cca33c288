#include "credentials/store.h"

#include <exception>
#include <functional>
#include <utility>

#include "database/migration.h"
#include "database/nonce.h"
#include "sql/statements.h"

namespace callwidgets::credentials {
namespace {

using identity::Credential;
using identity::CredentialKind;

std::int64_t number(CredentialKind kind) { return static_cast<std::int64_t>(kind); }

[[noreturn]] void state_is_missing() {
  throw database::Error(database::Error::Kind::refused, database::Cause::told,
                        "the database looks half restored: the row of credential_state is missing: "
                        "restore the whole backup again");
}

// The columns of sql::credentials::one and of_kind.
Credential credential_of(const database::Rows& rows, std::size_t row, CredentialKind kind) {
  Credential credential;
  credential.kind = kind;
  credential.name = rows.bytes(row, 0);
  credential.label = rows.bytes(row, 1);
  credential.account = rows.integer(row, 2);
  if (rows.integer(row, 3) == 0) credential.customers.emplace();
  credential.algorithm = static_cast<identity::Algorithm>(rows.integer(row, 4));
  credential.secret = rows.bytes(row, 5);
  credential.created = rows.integer(row, 6);
  credential.expires = rows.integer(row, 7);
  credential.revoked = rows.integer(row, 8);
  credential.last_used = static_cast<std::int32_t>(rows.integer(row, 9));
  return credential;
}

std::optional<Credential> one(database::Session& session, CredentialKind kind,
                              const std::string& name) {
  const database::Arguments arguments{{"kind", number(kind)}, {"name", name}};
  const auto rows = session.query(sql::credentials::one, arguments);
  if (rows.empty()) return std::nullopt;
  Credential credential = credential_of(rows, 0, kind);
  if (!credential.customers) return credential;
  const auto customers = session.query(sql::credentials::customers_of_one, arguments);
  for (std::size_t row = 0; row < customers.size(); ++row)
    credential.customers->push_back(customers.integer(row, 0));
  return credential;
}

// Rolls a change back that has nothing to change.
class NothingToChange : public std::exception {};

// A transaction that makes a new version, unless `body` changes nothing: then false.
bool change(database::Session& session, const std::function<bool()>& body) try {
  database::in_transaction(session, [&] {
    const auto raised =
        session.execute(sql::credentials::next_version, {{"nonce", database::new_nonce()}});
    database::require_schema(session);
    if (raised == 0) state_is_missing();
    if (!body()) throw NothingToChange{};
  });
  return true;
} catch (const NothingToChange&) {
  return false;
}

}  // namespace

State state(database::Session& session) {
  const auto rows = session.query(sql::credentials::state, {});
  if (rows.empty()) state_is_missing();
  return {rows.integer(0, 0), rows.integer(0, 1)};
}

Found find(database::Session& session, CredentialKind kind, const std::string& name) {
  return database::in_snapshot(session, [&] {
    const State seen = state(session);
    return Found{one(session, kind, name), seen};
  });
}

std::vector<Credential> all(database::Session& session, CredentialKind kind) {
  return database::in_snapshot(session, [&] {
    std::vector<Credential> credentials;
    const auto rows = session.query(sql::credentials::of_kind, {{"kind", number(kind)}});
    for (std::size_t row = 0; row < rows.size(); ++row)
      credentials.push_back(credential_of(rows, row, kind));
    // Both are in the order of names.
    auto owner = credentials.begin();
    const auto customers =
        session.query(sql::credentials::customers_of_kind, {{"kind", number(kind)}});
    for (std::size_t row = 0; row < customers.size(); ++row) {
      while (owner != credentials.end() && owner->name < customers.bytes(row, 0)) ++owner;
      if (owner == credentials.end()) break;
      if (owner->name == customers.bytes(row, 0) && owner->customers)
        owner->customers->push_back(customers.integer(row, 1));
    }
    return credentials;
  });
}

bool add(database::Session& session, const Credential& credential) {
  return change(session, [&] {
    if (one(session, credential.kind, credential.name)) return false;
    session.execute(sql::credentials::add,
                    {{"kind", number(credential.kind)},
                     {"name", credential.name},
                     {"label", credential.label},
                     {"account", credential.account},
                     {"all_customers", std::int64_t{credential.customers ? 0 : 1}},
                     {"algorithm", static_cast<std::int64_t>(credential.algorithm)},
                     {"secret", credential.secret},
                     {"created", credential.created},
                     {"expires", credential.expires},
                     {"revoked", credential.revoked},
                     {"last_used", std::int64_t{credential.last_used}}});
    if (!credential.customers) return true;
    std::vector<database::Values> rows;
    for (const std::int64_t customer : *credential.customers)
      rows.push_back({number(credential.kind), credential.name, customer});
    session.execute_rows(sql::credentials::add_customer, rows);
    return true;
  });
}

bool remove(database::Session& session, CredentialKind kind, const std::string& name) {
  const database::Arguments arguments{{"kind", number(kind)}, {"name", name}};
  return change(session, [&] {
    session.execute(sql::credentials::remove_customers, arguments);
    return session.execute(sql::credentials::remove, arguments) > 0;
  });
}

bool revoke(database::Session& session, CredentialKind kind, const std::string& name,
            std::int64_t now) {
  return change(session, [&] {
    return session.execute(sql::credentials::revoke, {{"kind", number(kind)},
                                                      {"name", name},
                                                      {"now", now},
                                                      {"key", number(CredentialKind::key)}}) > 0;
  });
}

std::int64_t count_of_customer(database::Session& session, std::int64_t account,
                               std::int64_t customer_id) {
  return session
      .query(sql::credentials::count_of_customer,
             {{"account", account}, {"customer_id", customer_id}})
      .integer(0, 0);
}

bool replace_customer(database::Session& session, std::int64_t account, std::int64_t customer_id,
                      std::int64_t into) {
  return change(session, [&] {
    session.execute(sql::credentials::name_customer_too,
                    {{"account", account}, {"customer_id", customer_id}, {"into_id", into}});
    return session.execute(sql::credentials::name_customer_no_more,
                           {{"account", account}, {"customer_id", customer_id}}) > 0;
  });
}

bool remove_customer(database::Session& session, std::int64_t account, std::int64_t customer_id) {
  return change(session, [&] {
    return session.execute(sql::credentials::name_customer_no_more,
                           {{"account", account}, {"customer_id", customer_id}}) > 0;
  });
}

void note_use(database::Session& session, CredentialKind kind, const std::string& name,
              std::int32_t day) {
  database::in_transaction(session, [&] {
    session.execute(sql::credentials::note_use,
                    {{"kind", number(kind)}, {"name", name}, {"day", std::int64_t{day}}});
  });
}

}  // namespace callwidgets::credentials
