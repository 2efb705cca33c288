#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "database/session.h"
#include "identity/credential.h"

// The logins, tokens and keys that the database holds. All functions throw database::Error.
namespace callwidgets::credentials {

// A state of all credentials. Each change makes a new version; its random nonce tells two histories
// apart, as after the restore of a backup. The version is never 0.
struct State {
  std::int64_t version = 0;
  std::int64_t nonce = 0;
  bool operator==(const State&) const = default;
};
State state(database::Session& session);

// One credential, and the state of the same snapshot.
struct Found {
  std::optional<identity::Credential> credential;
  State state;
};
Found find(database::Session& session, identity::CredentialKind kind, const std::string& name);

// Of one kind, by name.
std::vector<identity::Credential> all(database::Session& session, identity::CredentialKind kind);

// Each of these is a transaction that makes a new version. False: there is one of that name already
// (add), or none (remove, revoke: or it was revoked before). A login is removed, a token or key
// revoked: it stays listed, and a refusal can say why.
bool add(database::Session& session, const identity::Credential& credential);
bool remove(database::Session& session, identity::CredentialKind kind, const std::string& name);
bool revoke(database::Session& session, identity::CredentialKind kind, const std::string& name,
            std::int64_t now);

// How many credentials of an account name a customer, by the platform's id.
std::int64_t count_of_customer(database::Session& session, std::int64_t account,
                               std::int64_t customer_id);
// Those name another customer in its place, or, without `into`, it no more: one that named it alone
// shows nobody then. Each is a transaction that makes a new version. False where none named it.
bool replace_customer(database::Session& session, std::int64_t account, std::int64_t customer_id,
                      std::int64_t into);
bool remove_customer(database::Session& session, std::int64_t account, std::int64_t customer_id);

// Keeps that it was used on that day (since 1970-01-01), unless a later one is kept. No new
// version.
void note_use(database::Session& session, identity::CredentialKind kind, const std::string& name,
              std::int32_t day);

}  // namespace callwidgets::credentials
