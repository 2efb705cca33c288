#pragma once
#include <memory>
#include <optional>
#include <string>

#include "accounts/account.h"
#include "database/session.h"
#include "settings/settings.h"

namespace callwidgets::admin {

// A session to write with, or to read with, on the database of the settings. All throw
// database::Error, also where the tables are of another schema than this program's. While another
// program holds an SQLite file they say so after five seconds, and give up after thirty; a silent
// one is for another thread of a program that waits with its own.
std::unique_ptr<database::Session> writer(const settings::Settings& settings);
std::unique_ptr<database::Session> silent_writer(const settings::Settings& settings);
std::unique_ptr<database::Session> reader(const settings::Settings& settings);
// For `migrate` alone: whatever the schema, on an SQLite file that it makes where there is none; it
// waits for a statement as long as it takes. Throws database::Error.
std::unique_ptr<database::Session> migrator(const settings::Settings& settings);

// The account that a command means: its --account, else the setting, else the only one. Throws
// std::runtime_error and database::Error.
accounts::Account chosen_account(database::Session& session, const settings::Settings& settings,
                                 const std::optional<std::string>& option);
// The same for a command that answers as callwidgets does: of several accounts the oldest, and
// standard error says so.
accounts::Account served_account(database::Session& session, const settings::Settings& settings,
                                 const std::optional<std::string>& option);

// The same for a command that changes calls or figures. What an interrupted first load left of the
// account is removed first, and the operator told so; database::Error (refused) while one goes on.
accounts::Account account_to_change(database::Session& writer, const settings::Settings& settings,
                                    const std::optional<std::string>& option);
// Of an account that is chosen already.
void end_interrupted_load(database::Session& writer, const accounts::Account& account);

}  // namespace callwidgets::admin
