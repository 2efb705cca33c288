#pragma once
#include <cstdint>
#include <optional>

#include "database/session.h"

namespace callwidgets::figures {

// The mark in `loads` that an account's first calls are being loaded (importing/bulk_load.h).

// When the account's load last wrote, in seconds since 1970; nothing where there is no mark.
std::optional<std::int64_t> load_mark(database::Session& session, std::int64_t account);

// Whether a load that last wrote then counts as interrupted.
bool interrupted(std::int64_t marked);

// Throws database::Error (refused), saying when the load last wrote.
[[noreturn]] void refuse_beside_load(std::int64_t marked);

// The same where there is a mark. Inside a transaction that holds the account.
void refuse_while_loading(database::Session& session, std::int64_t account);

}  // namespace callwidgets::figures
