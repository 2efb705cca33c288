#include "fcgi/answers/change_feed.h"

#include <chrono>
#include <map>
#include <utility>

#include "accounts/account.h"
#include "database/migration.h"
#include "figures/generation.h"
#include "sql/statements.h"

namespace callwidgets::web {

using database::Error;

namespace {

// So many accounts are read within the time that a reading of the feed may take.
constexpr std::size_t most_read_at_once = 200;

constexpr std::int64_t no_account = 0;  // stands for the directory

[[noreturn]] void refuse(const std::string& problem) {
  throw Error(Error::Kind::refused, database::Cause::told, problem);
}

// Where the schema is another one, the statement itself is refused.
database::Rows heads(database::Session& session, const std::string& account) try {
  return session.query(sql::feed::heads,
                       {{"any", std::int64_t{account.empty()}}, {"name", account}});
} catch (const Error& error) {
  if (error.kind() != Error::Kind::refused) throw;
  const std::string problem = database::schema_problem(session);
  if (problem.empty()) throw;
  refuse(problem);
}

// The account's clock, and when the day of `now` ends: the first second of another day, found by
// halving, for midnight may not exist.
cache::Served served(const accounts::Account& account, std::int64_t now) {
  constexpr std::chrono::days ahead{400};
  const auto instant_of = [](std::int64_t second) {
    return calendar::Instant{std::chrono::seconds{second}};
  };
  const auto day_at = [&](std::int64_t second) {
    return calendar::number(account.zone.local(instant_of(second)).day);
  };
  const std::int64_t today = day_at(now);
  std::int64_t same = now, other = now + 50 * 3600;
  while (other - same > 1) {
    const std::int64_t middle = same + (other - same) / 2;
    (day_at(middle) == today ? same : other) = middle;
  }
  cache::Served served;
  served.account = account.number;
  served.today_until = other;
  const calendar::Instant present = instant_of(now);
  const calendar::Instant change = account.zone.next_change(present, present + ahead);
  served.offset = account.zone.offset(present);
  served.offset_until = change.time_since_epoch().count();
  served.next_offset = account.zone.offset(change);
  account.zone_name.copy(served.time_zone.data(), served.time_zone.size());
  return served;
}

// Of the version's row in the ledger; 0 before the first.
std::int64_t nonce(database::Session& session, std::int64_t account, std::int64_t version) {
  const auto rows =
      session.query(sql::batches::nonce, {{"account", account}, {"version", version}});
  return rows.empty() ? 0 : rows.integer(0, 0);
}

cache::FeedReading read_feed(database::Session& session, const cache::Known& known,
                             std::int64_t now) {
  // More changes than that are not worth telling apart.
  constexpr std::int64_t most_changes = 10'000;
  const auto& [number, since, generation] = known;
  cache::FeedReading reading;
  reading.since = since;
  const auto found = accounts::numbered(session, number);
  if (!found) {
    reading.everything = reading.another_history = true;
    return reading;
  }
  const accounts::Account& account = found->account;
  reading.now = {account.version, found->nonce};
  reading.generation = figures::Generation::required_number(session, number);
  reading.served = served(account, now);
  reading.another_history =
      since.version > account.version ||
      (since.version != 0 && nonce(session, number, since.version) != since.nonce);
  reading.everything = since.version == 0 || reading.another_history;
  if (reading.everything || since.version == account.version) return reading;
  const auto rows = session.query(
      sql::feed::since, {{"account", number}, {"version", since.version}, {"limit", most_changes}});
  const bool all_changes = rows.size() < static_cast<std::size_t>(most_changes);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    reading.changes.push_back({rows.integer(row, 0),
                               static_cast<std::int32_t>(rows.integer(row, 1)),
                               rows.integer(row, 2)});
  }
  const auto ledger =
      session.query(sql::feed::ledger_since,
                    {{"account", number}, {"version", since.version}, {"limit", most_changes}});
  reading.everything = !all_changes || ledger.size() == static_cast<std::size_t>(most_changes);
  for (std::size_t row = 0; row < ledger.size(); ++row) {
    reading.ledger.push_back({ledger.integer(row, 0), ledger.integer(row, 1)});
  }
  return reading;
}

}  // namespace

FeedNews ChangeFeed::read(database::Session& session, std::uint64_t database,
                          const cache::Stamp& directory, const std::vector<Asked>& accounts,
                          std::int64_t now) {
  if (database != std::exchange(database_, database)) {
    blocks_.forget();
    replaced_.insert(no_account);
    for (const Asked& asked : accounts) replaced_.insert(asked.known.account);
  }
  FeedNews news;
  news.directory = read_heads(session, directory);
  std::vector<const Asked*> open;
  for (const Asked& asked : accounts) {
    if (asked.anew || !is_as_it_was(asked)) open.push_back(&asked);
  }
  look_at_blocks(session, open);
  std::size_t read = 0;
  for (const Asked* asked : open) {
    const std::int64_t number = asked->known.account;
    if (is_as_it_was(*asked) && (!asked->anew || read >= most_read_at_once)) continue;
    auto& account = news.accounts.emplace_back(FeedNews::OfAccount{number, {}});
    if (++read > most_read_at_once) continue;
    auto reading =
        database::in_snapshot(session, [&] { return read_feed(session, asked->known, now); });
    blocks_.saw({number, reading.now, reading.generation});
    if (replaced_.erase(number) > 0) reading.another_history = reading.everything = true;
    account.reading = std::move(reading);
  }
  if (replaced_.erase(no_account) > 0) {
    news.directory.another_history = news.directory.everything = true;
  }
  return news;
}

bool ChangeFeed::is_as_it_was(const Asked& asked) const {
  return !replaced_.contains(asked.known.account) && blocks_.spares(asked.known);
}

// Reads how far the accounts are whose blocks have changed, so that those of them which have not
// are known. One that is alone in its block is read at once.
void ChangeFeed::look_at_blocks(database::Session& session, const std::vector<const Asked*>& open) {
  std::map<std::int64_t, std::size_t> changed;
  for (const Asked* asked : open) ++changed[AccountBlocks::block_of(asked->known.account)];
  for (const auto& [block, count] : changed) {
    if (count == 1) continue;
    const auto rows = session.query(sql::feed::block, {{"first", AccountBlocks::first_of(block)},
                                                       {"last", AccountBlocks::last_of(block)}});
    for (std::size_t row = 0; row < rows.size(); ++row) {
      blocks_.saw({rows.integer(row, 0),
                   {rows.integer(row, 1), rows.integer(row, 2)},
                   rows.integer(row, 3)});
    }
  }
}

// The credentials' state; the blocks of accounts are remembered.
cache::FeedReading ChangeFeed::read_heads(database::Session& session, const cache::Stamp& since) {
  const auto rows = heads(session, account_);
  cache::FeedReading reading;
  reading.since = since;
  reading.generation = directory_generation;
  std::int64_t schema = 0, accounts = 0;
  AccountBlocks::SumsOfBlocks sums;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::int64_t number = rows.integer(row, 1), one = rows.integer(row, 2),
                       other = rows.integer(row, 3);
    switch (rows.integer(row, 0)) {
      case 0:
        schema = one;
        break;
      case 1:
        reading.now = {one, other};
        break;
      case 2:
        reading.served.account = one;
        accounts = other;
        break;
      default:
        sums[number] = {one, other};
    }
  }
  if (schema != database::newest_schema()) {
    refuse(database::schema_problem(session));
  }
  blocks_.set(std::move(sums));
  note_choice(session, reading.served.account, accounts);
  reading.another_history = since.version > reading.now.version ||
                            (since.version == reading.now.version && since != reading.now);
  reading.everything = reading.another_history || since != reading.now;
  return reading;
}

// Says which account is answered from where a caller has none. Throws Error where there is
// no account that could be.
void ChangeFeed::note_choice(database::Session& session, std::int64_t account,
                             std::int64_t accounts) {
  const bool named = !account_.empty();
  if (account != 0 ? accounts == 1 || all_callers_are_known_ : named && all_callers_are_known_) {
    notice_.clear();
    accounts_ = 0;
    return;
  }
  // None, or several of which the oldest is answered from: said in full where that is new.
  if (account != 0 && accounts == std::exchange(accounts_, accounts)) return;
  const auto choice = accounts::served(session, account_);
  if (!choice.account) refuse(choice.problem);
  notice_ = choice.notice;
}

}  // namespace callwidgets::web
