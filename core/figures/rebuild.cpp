#include "figures/rebuild.h"

#include <chrono>
#include <vector>

#include "accounts/ledger.h"
#include "figures/builder.h"
#include "figures/figure_tables.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// From its commit on each batch keeps the former state of what it changes. A rebuild that somebody
// else has begun, or left behind, is taken over.
Generation begin(database::Session& writer, const accounts::Account& account,
                 const std::string& zone_name) {
  std::optional<Generation> generation;
  database::in_transaction(writer, [&] {
    accounts::hold(writer, account.number);
    std::vector<std::int64_t> others;
    const auto rows = writer.query(sql::generations::building, {{"account", account.number}});
    for (std::size_t row = 0; row < rows.size(); ++row) others.push_back(rows.integer(row, 0));
    for (const std::int64_t other : others) {
      writer.execute(sql::generations::retire,
                     {{"account", account.number}, {"generation", other}, {"now", now()}});
    }
    writer.execute(sql::changed::remove_all, {{"account", account.number}});
    generation = Generation::create(writer, account.number, zone_name, account.version);
  });
  return *generation;
}

// Reads the calls in one snapshot; gives its version.
std::int64_t build(database::Session& reader, database::Session& writer,
                   const Generation& generation) {
  constexpr std::int64_t page = 5000;
  Builder builder{writer, generation};
  const std::int64_t version = database::in_snapshot(reader, [&] {
    const std::int64_t seen = accounts::version(reader, generation.account);
    for (std::string after;;) {
      const auto rows = reader.query(
          sql::calls::page, {{"account", generation.account}, {"after", after}, {"limit", page}});
      for (std::size_t row = 0; row < rows.size(); ++row) builder.add(stored_call(rows, row));
      if (rows.size() < static_cast<std::size_t>(page)) return seen;
      after = rows.bytes(rows.size() - 1, 0);
    }
  });
  builder.finish();
  return version;
}

// Brings a generation from the state of calls at `version` up to now, a group of calls a
// transaction. True when nothing was left: then the generation answers from here on.
bool replay(database::Session& writer, const Generation& generation, std::int64_t version) {
  constexpr std::int64_t at_once = 1000;
  bool all = false;
  database::in_transaction(writer, [&] {
    const std::int64_t made = accounts::next_version(writer, generation.account);
    if (writer
            .query(sql::generations::state,
                   {{"account", generation.account}, {"generation", generation.number}})
            .integer(0, 0) != 0) {
      throw database::Error(
          database::Error::Kind::refused, 0,
          "another rebuild of this account has begun meanwhile and goes on instead");
    }
    std::vector<database::Value> ids;
    std::vector<std::int64_t> versions;
    const auto rows =
        writer.query(sql::changed::to_replay,
                     {{"account", generation.account}, {"version", version}, {"limit", at_once}});
    for (std::size_t row = 0; row < rows.size(); ++row) {
      ids.emplace_back(std::string{rows.bytes(row, 0)});
      versions.push_back(rows.integer(row, 1));
    }
    all = ids.size() < static_cast<std::size_t>(at_once);

    Scopes scopes{writer, generation};
    Changes changes{scopes, generation.zone};
    for (std::size_t at = 0; at < ids.size(); ++at) {
      const auto former = writer.query(
          sql::changed::former,
          {{"account", generation.account}, {"version", versions[at]}, {"cdr_id", ids[at]}});
      const StoredCall call = stored_call(former, 0);
      if (call.duration >= 0) changes.add(call, -1);
    }
    for (const auto& [id, call] : stored_calls(writer, generation.account, ids)) {
      changes.add(call, 1);
    }
    apply(writer, generation, changes);
    for (const database::Value& id : ids) {
      writer.execute(sql::changed::remove, {{"account", generation.account}, {"cdr_id", id}});
    }
    if (all) {
      const auto old = Generation::served(writer, generation.account);
      if (old) {
        writer.execute(
            sql::generations::retire,
            {{"account", generation.account}, {"generation", old->number}, {"now", now()}});
      }
      generation.serve(writer);
      writer.execute(sql::accounts::set_time_zone,
                     {{"account", generation.account}, {"time_zone", generation.zone_name}});
      writer.execute(sql::changed::remove_all, {{"account", generation.account}});
      accounts::all_days_changed(writer, generation.account, made);
    }
    accounts::enter_in_ledger(writer, generation.account, made, accounts::random_source(), 0);
  });
  return all;
}

// The day and hour that stand with each call, for the plain definitions, follow the zone of the
// generation that answers.
void rewrite_local_hours(database::Session& writer, const Generation& generation) {
  constexpr std::int64_t page = 1000;
  for (std::string after;;) {
    bool more = false;
    database::in_transaction(writer, [&] {
      accounts::hold(writer, generation.account);
      struct Wrong {
        std::string id;
        calendar::LocalHour local;
      };
      std::vector<Wrong> wrong;
      const auto rows =
          writer.query(sql::verify::local_hours,
                       {{"account", generation.account}, {"after", after}, {"limit", page}});
      for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto local =
            generation.zone.local(calendar::Instant{std::chrono::seconds{rows.integer(row, 1)}});
        if (calendar::number(local.day) == rows.integer(row, 2) &&
            local.hour == rows.integer(row, 3))
          continue;
        wrong.push_back({std::string{rows.bytes(row, 0)}, local});
      }
      more = rows.size() == static_cast<std::size_t>(page);
      if (more) after = rows.bytes(rows.size() - 1, 0);
      for (const Wrong& call : wrong) {
        writer.execute(sql::calls::set_local_hour, {{"account", generation.account},
                                                    {"cdr_id", call.id},
                                                    {"day", calendar::number(call.local.day)},
                                                    {"hour", std::int64_t{call.local.hour}}});
      }
    });
    if (!more) return;
  }
}

void remove_callers(database::Session& writer, std::int64_t scope) {
  constexpr std::int64_t at_once = 5000;
  for (;;) {
    const auto rows =
        writer.query(sql::callers::group_end, {{"scope", scope}, {"skipped", at_once - 1}});
    if (rows.empty()) break;
    const std::int64_t last = rows.integer(0, 0);
    writer.execute(sql::callers::remove_up_to, {{"scope", scope}, {"caller", last}});
  }
  writer.execute(sql::callers::remove_scope, {{"scope", scope}});
}

}  // namespace

void rebuild(database::Session& reader, database::Session& writer, const accounts::Account& account,
             const std::string& zone_name) {
  remove_retired(writer, account.number);
  const Generation generation = begin(writer, account, zone_name);
  const std::int64_t version = build(reader, writer, generation);
  while (!replay(writer, generation, version)) {
  }
  rewrite_local_hours(writer, generation);
}

void remove_retired(database::Session& writer, std::int64_t account) {
  constexpr std::int64_t seconds = 60;
  std::vector<std::int64_t> generations;
  const auto rows =
      writer.query(sql::generations::retired, {{"account", account}, {"before", now() - seconds}});
  for (std::size_t row = 0; row < rows.size(); ++row) generations.push_back(rows.integer(row, 0));
  for (const std::int64_t generation : generations) {
    std::vector<std::int64_t> scopes;
    const auto found = writer.query(sql::scopes::of_generation,
                                    {{"account", account}, {"generation", generation}});
    for (std::size_t row = 0; row < found.size(); ++row) scopes.push_back(found.integer(row, 1));
    for (const std::int64_t scope : scopes) {
      writer.execute(sql::figures::remove_scope_sums, {{"scope", scope}});
      writer.execute(sql::figures::remove_scope_tallies, {{"scope", scope}});
      writer.execute(sql::feed::remove_scope, {{"account", account}, {"scope", scope}});
      remove_callers(writer, scope);
    }
    // Last: an interrupted removal is found again by these.
    writer.execute(sql::scopes::remove, {{"account", account}, {"generation", generation}});
    writer.execute(sql::generations::remove, {{"account", account}, {"generation", generation}});
  }
}

}  // namespace callwidgets::figures
