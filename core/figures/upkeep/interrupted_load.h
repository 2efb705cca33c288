#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "accounts/account.h"
#include "database/session.h"
#include "figures/upkeep/load_mark.h"

namespace callwidgets::figures {

// Whether answers count calls of this account.
bool counts_calls(database::Session& session, std::int64_t account);

// Removes all calls of an account whose figures count none, in small transactions, and then the
// mark, which is this run's; gives how many went. Safe to repeat.
std::int64_t remove_loaded(database::Session& writer, std::int64_t account, const LoadMark& mark);

// Where an account's first load was interrupted: removes what it left, or, where that is served
// already, keeps it and builds the figures anew. Gives what was done, in words for the operator;
// nothing where there was no load. Where the server's clock and this one's may differ it first
// makes sure, for a few seconds, that the load is silent. Throws database::Error, refused while a
// load goes on.
std::optional<std::string> end_interrupted_load(database::Session& writer,
                                                const accounts::Account& account);

}  // namespace callwidgets::figures
