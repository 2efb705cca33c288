#include "figures/upkeep/rebuild.h"

#include <vector>

#include "accounts/ledger.h"
#include "calendar/clock.h"
#include "figures/retention.h"
#include "figures/upkeep/builder.h"
#include "figures/upkeep/figure_tables.h"
#include "figures/upkeep/load_mark.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

// Earlier figures can't be counted anew, and days of another zone can't be made of them.
void check_retention(database::Session& writer, std::int64_t account,
                     const std::string& zone_name) {
  const auto retention = Retention::of(writer, account);
  if (!retention || !retention->figures_stay) return;
  const std::string day = calendar::format(calendar::day_of(retention->first_day));
  if (!retention->finished) {
    throw database::Error(database::Error::Kind::refused, 0,
                          "a purge is unfinished: first run callwidgets-admin purge --before " +
                              day + " --figures stay");
  }
  if (Generation::required(writer, account).zone_name != zone_name) {
    throw database::Error(database::Error::Kind::refused, 0,
                          "the time zone can't be changed: the calls before " + day +
                              " are purged, and the figures that stay of them are by days of the "
                              "present zone");
  }
}

Generation begin(database::Session& writer, const accounts::Account& account,
                 const std::string& zone_name, const RebuiltLoad& load) {
  std::optional<Generation> generation;
  database::in_transaction(writer, [&] {
    accounts::hold(writer, account.number);
    if (load.in_each_transaction) {
      load.in_each_transaction();
    } else {
      refuse_while_loading(writer, account.number);
    }
    check_retention(writer, account.number, zone_name);
    give_up_building(writer, account.number);
    generation = Generation::create(writer, account.number, zone_name, account.version);
  });
  return *generation;
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

Rebuild::Rebuild(database::Session& writer, const accounts::Account& account,
                 const std::string& zone_name, RebuiltLoad load)
    : writer_(writer),
      load_(std::move(load)),
      generation_(begin(writer, account, zone_name, load_)),
      builder_(writer, generation_, {load_.in_each_transaction, load_.memory, {}}),
      version_(accounts::version(writer, account.number)) {
  if (const auto retention = Retention::of(writer, account.number);
      retention && retention->figures_stay) {
    builder_.take_over(
        {writer, Generation::required(writer, account.number), retention->first_day});
  }
}

void Rebuild::read_calls(database::Session& reader) {
  constexpr std::int64_t page = 5000;
  version_ = database::in_snapshot(reader, [&] {
    const std::int64_t seen = accounts::version(reader, generation_.account);
    for (std::string after;;) {
      const auto rows = reader.query(
          sql::calls::page, {{"account", generation_.account}, {"after", after}, {"limit", page}});
      for (std::size_t row = 0; row < rows.size(); ++row) builder_.add(stored_call(rows, row));
      if (rows.size() < static_cast<std::size_t>(page)) return seen;
      after = rows.bytes(rows.size() - 1, 0);
    }
  });
}

void Rebuild::finish() {
  builder_.finish();
  forget_what_was_read();
  while (!replay()) {
  }
}

void Rebuild::refuse_unless_building() {
  if (writer_
          .query(sql::generations::state,
                 {{"account", generation_.account}, {"generation", generation_.number}})
          .integer(0, 0) != 0) {
    throw database::Error(
        database::Error::Kind::refused, 0,
        "another rebuild or a purge of this account has begun meanwhile: this one "
        "stops, and the figures that answer stay as they are");
  }
}

// What changed up to the version whose calls the builder has needs no replay.
void Rebuild::forget_what_was_read() {
  database::in_transaction(writer_, [&] {
    accounts::hold(writer_, generation_.account);
    refuse_unless_building();
    writer_.execute(sql::changed::remove_up_to_version,
                    {{"account", generation_.account}, {"version", version_}});
  });
}

// Brings the generation nearer to the calls as they are now, a group of calls a transaction. True
// when nothing was left: then the generation answers from here on.
bool Rebuild::replay() {
  bool all = false;
  database::in_transaction(writer_, [&] {
    const std::int64_t made = accounts::next_version(writer_, generation_.account);
    refuse_unless_building();
    Scopes scopes{writer_, generation_};
    Changes changes{scopes, generation_.zone};
    std::vector<database::Value> ids;
    const auto rows = writer_.query(
        sql::changed::to_replay,
        {{"account", generation_.account}, {"limit", std::int64_t{rows_of_a_replay}}});
    all = rows.size() < rows_of_a_replay;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      // Of a call that changed several times the earliest state is the one that was built from.
      if (row > 0 && rows.bytes(row, 0) == rows.bytes(row - 1, 0)) continue;
      ids.emplace_back(std::string{rows.bytes(row, 0)});
      const StoredCall former = stored_call(rows, row);
      if (former.duration >= 0) changes.add(former, -1);
    }
    for (const auto& [id, call] : stored_calls(writer_, generation_.account, ids)) {
      changes.add(call, 1);
    }
    apply(writer_, generation_, changes);
    if (!ids.empty()) {
      writer_.execute(sql::changed::remove_up_to_call,
                      {{"account", generation_.account}, {"cdr_id", ids.back()}});
    }
    if (all) {
      const auto old = Generation::served(writer_, generation_.account);
      if (old) {
        writer_.execute(sql::generations::retire, {{"account", generation_.account},
                                                   {"generation", old->number},
                                                   {"now", calendar::wall_clock()}});
      }
      move_retention(old);
      generation_.serve(writer_);
      writer_.execute(sql::accounts::set_time_zone,
                      {{"account", generation_.account}, {"time_zone", generation_.zone_name}});
      writer_.execute(sql::changed::remove_all, {{"account", generation_.account}});
      accounts::all_days_changed(writer_, generation_.account, made);
      if (load_.in_the_last) load_.in_the_last();
    }
    accounts::enter_in_ledger(writer_, generation_.account, accounts::random_source(), 0);
  });
  return all;
}

// The instant stays, and may be within a day of another zone: some of the day's calls are gone
// then, but none that is there is before it.
void Rebuild::move_retention(const std::optional<Generation>& old) {
  auto retention = Retention::of(writer_, generation_.account);
  if (!retention || !old || old->zone_name == generation_.zone_name) return;
  retention->first_day = calendar::number(generation_.zone.local(retention->from).day);
  retention->store(writer_, generation_.account);
}

void Rebuild::rewrite_local_hours() {
  constexpr std::int64_t page = 1000;
  for (std::string after;;) {
    bool more = false;
    database::in_transaction(writer_, [&] {
      accounts::hold(writer_, generation_.account);
      struct Wrong {
        std::string id;
        calendar::LocalHour local;
      };
      std::vector<Wrong> wrong;
      const auto rows =
          writer_.query(sql::verify::local_hours,
                        {{"account", generation_.account}, {"after", after}, {"limit", page}});
      for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto local =
            generation_.zone.local(calendar::Instant{std::chrono::seconds{rows.integer(row, 1)}});
        if (calendar::number(local.day) == rows.integer(row, 2) &&
            local.hour == rows.integer(row, 3))
          continue;
        wrong.push_back({std::string{rows.bytes(row, 0)}, local});
      }
      more = rows.size() == static_cast<std::size_t>(page);
      if (more) after = rows.bytes(rows.size() - 1, 0);
      for (const Wrong& call : wrong) {
        writer_.execute(sql::calls::set_local_hour, {{"account", generation_.account},
                                                     {"cdr_id", call.id},
                                                     {"day", calendar::number(call.local.day)},
                                                     {"hour", std::int64_t{call.local.hour}}});
      }
    });
    if (!more) return;
  }
}

void rebuild(database::Session& reader, database::Session& writer, const accounts::Account& account,
             const std::string& zone_name) {
  remove_retired(writer, account.number);
  Rebuild rebuild{writer, account, zone_name};
  rebuild.read_calls(reader);
  rebuild.finish();
  rebuild.rewrite_local_hours();
}

void give_up_building(database::Session& writer, std::int64_t account) {
  std::vector<std::int64_t> generations;
  const auto rows = writer.query(sql::generations::building, {{"account", account}});
  for (std::size_t row = 0; row < rows.size(); ++row) generations.push_back(rows.integer(row, 0));
  for (const std::int64_t generation : generations) {
    writer.execute(
        sql::generations::retire,
        {{"account", account}, {"generation", generation}, {"now", calendar::wall_clock()}});
  }
  writer.execute(sql::changed::remove_all, {{"account", account}});
}

void remove_retired(database::Session& writer, std::int64_t account) {
  constexpr std::int64_t seconds = 60;
  std::vector<std::int64_t> generations;
  const auto rows =
      writer.query(sql::generations::retired,
                   {{"account", account}, {"before", calendar::wall_clock() - seconds}});
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
    writer.execute(sql::generations::remove_zone,
                   {{"account", account}, {"generation", generation}});
    writer.execute(sql::scopes::remove, {{"account", account}, {"generation", generation}});
    writer.execute(sql::generations::remove, {{"account", account}, {"generation", generation}});
  }
}

}  // namespace callwidgets::figures
