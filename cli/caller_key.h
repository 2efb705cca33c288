#pragma once
#include <string>

#include "calls/caller_key.h"
#include "database/session.h"

namespace callwidgets::admin {

// Makes the key's file where this database has no key yet, and writes its fingerprint down. Where
// it has one, the file must hold that key. Throws std::runtime_error, calls::CallerKeyError,
// database::Error.
void ensure_caller_key(database::Session& session, const std::string& file);

// The key to import with: the one whose fingerprint the database has, for another would count every
// caller twice.
calls::CallerKey checked_caller_key(database::Session& session, const std::string& file);

}  // namespace callwidgets::admin
