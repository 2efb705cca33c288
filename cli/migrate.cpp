#include <iostream>

#include "cli/caller_key.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "database/migration.h"
#include "database/stored_bytes.h"
#include "figures/generation.h"
#include "figures/retention.h"
#include "figures/upkeep/load_mark.h"
#include "figures/upkeep/rebuild.h"
#include "sql/statements.h"

namespace callwidgets::admin {
namespace {

// Batches that older programs import meanwhile would be lost between a table's being taken over and
// its end. They wait for their account instead, and fail whole when they then miss the table. (On
// SQLite a file of the schema is one transaction, which they wait for.)
std::vector<std::int64_t> take_tables_over(const settings::Settings& settings,
                                           database::Session& session, std::int64_t last) {
  // On a server a transaction ends where a table is made: another session has to hold the accounts.
  const auto keeper = migrator(settings);
  const std::vector<accounts::Account> accounts = accounts::all(*keeper);
  std::vector<std::int64_t> numbers;
  database::in_transaction(*keeper, [&] {
    for (const auto& account : accounts)
      keeper->execute(sql::accounts::hold, {{"account", account.number}});
    numbers = database::migrate(session, last);
  });
  return numbers;
}

std::vector<std::int64_t> migrate_alone(const settings::Settings& settings) {
  // The last one that takes over a table. Later ones change `accounts`, for which they would wait
  // for whoever holds a row of it, and what batches do beside them is not lost.
  constexpr std::int64_t last_beside_a_keeper = 8;
  // To take over all figures of many calls is one statement.
  const auto session = migrator(settings);
  const std::int64_t applied = database::applied_schema(*session);
  if (applied >= database::newest_schema()) return {};
  std::vector<std::int64_t> numbers;
  if (session->remote() && applied > 0 && applied < last_beside_a_keeper)
    numbers = take_tables_over(settings, *session, last_beside_a_keeper);
  const auto further = database::migrate(*session);
  numbers.insert(numbers.end(), further.begin(), further.end());
  return numbers;
}

void convert_waiting_bytes(database::Session& session) {
  if (!database::bytes_wait_to_be_converted(session)) return;
  std::cout << "bytes of " << database::convert_bytes(session) << " rows converted\n";
}

// What rows of an earlier schema lack, and no SQL can tell.
void complete_rows_of(database::Session& session, std::int64_t account) {
  database::in_transaction(session, [&] {
    accounts::hold(session, account);
    const auto generation = figures::Generation::served(session, account);
    if (!generation) return;
    if (generation->tzdata.empty()) generation->keep_zone(session);
    if (const auto retention = figures::Retention::of(session, account)) {
      retention->store(session, account);
    }
  });
}

}  // namespace

int migrate(const settings::Settings& settings, std::span<const std::string> words) {
  if (!words.empty()) throw Usage{"migrate does not take '" + words[0] + "': it has no options"};
  const auto session = migrator(settings);
  // Nothing is done to the tables of a newer program.
  if (database::applied_schema(*session) >= database::newest_schema())
    database::require_schema(*session);
  convert_waiting_bytes(*session);  // of a migration that was interrupted
  for (const auto number : migrate_alone(settings))
    std::cout << "schema " << number << " applied\n";
  convert_waiting_bytes(*session);
  for (const auto& account : accounts::all(*session)) complete_rows_of(*session, account.number);
  for (const auto& account : accounts::all(*session)) {
    const auto load = figures::LoadState::of(*session, account.number);
    if (load && load->interrupted()) end_interrupted_load(*session, account);
    if (figures::Generation::served(*session, account.number)) continue;
    figures::rebuild(*reader(settings), *session, account, account.zone_name);
    std::cout << "figures of account " << account.name << " built\n";
  }
  ensure_caller_key(*session, settings.caller_key_file);
  std::cout << "schema " << database::newest_schema() << " is in place\n";
  return 0;
}

}  // namespace callwidgets::admin
