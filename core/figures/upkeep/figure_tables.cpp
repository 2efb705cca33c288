#include "figures/upkeep/figure_tables.h"

#include <stdexcept>
#include <utility>
#include <vector>

#include "figures/packed/caller_days.h"
#include "figures/period_rows.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

using database::Value;
using database::Values;

Period period_of(std::int64_t scope, std::int64_t grain, std::int64_t number) {
  return {scope, static_cast<Grain>(grain), static_cast<std::int32_t>(number)};
}

void apply_callers(database::Session& session, const Generation& generation, Changes& changes) {
  std::vector<Value> callers;
  for (const auto& [caller, days] : changes.callers()) {
    for (const auto& [day, by] : days) {
      if (by == 0) continue;
      callers.emplace_back(caller);
      break;
    }
  }
  std::map<std::int64_t, std::vector<std::string>> stored;
  session.query_list(sql::callers::days, {{"scope", generation.scope}}, "callers", callers,
                     [&](const database::Rows& rows) {
                       for (std::size_t row = 0; row < rows.size(); ++row) {
                         stored[rows.integer(row, 0)].emplace_back(rows.bytes(row, 2));
                       }
                     });
  std::vector<Values> rows;
  for (const Value& value : callers) {
    const std::int64_t caller = std::get<std::int64_t>(value);
    const std::vector<std::string>& before = stored[caller];
    CallerDays days = before.empty() ? CallerDays{} : CallerDays::read(before);
    for (const auto& [day, by] : changes.callers().at(caller)) {
      if (by == 0) continue;
      for (const ChainChange& change :
           days.change(static_cast<std::int32_t>(day.first), day.second, by)) {
        changes.add_link(change.customer, change.day, change.previous, change.delta);
      }
    }
    const auto after = days.write();
    for (std::size_t part = 0; part < after.size(); ++part) {
      if (part < before.size() && before[part] == after[part]) continue;
      rows.push_back({generation.scope, caller, static_cast<std::int64_t>(part), after[part]});
    }
    if (after.size() < before.size()) {
      session.execute(sql::callers::remove, {{"scope", generation.scope},
                                             {"caller", caller},
                                             {"part", static_cast<std::int64_t>(after.size())}});
    }
  }
  session.execute_rows(sql::callers::put, rows);
}

void apply_sums(database::Session& session, const Changes& changes) {
  std::vector<Values> keys;
  for (const auto& [period, sums] : changes.sums()) {
    if (!sums.empty()) keys.push_back(key_of(period));
  }
  std::map<Period, Sums> present;
  session.query_each(
      sql::figures::sums_of_period, std::move(keys), [&](const database::Rows& rows) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
          present[period_of(rows.integer(row, 0), rows.integer(row, 1), rows.integer(row, 2))] =
              sums_in(rows, row, 3);
        }
      });
  std::vector<Values> rows;
  for (const auto& [period, change] : changes.sums()) {
    if (change.empty()) continue;
    Sums sums = change;
    const auto found = present.find(period);
    if (found != present.end()) sums += found->second;
    for (const std::int64_t count : sums.counts) {
      if (count < 0) throw std::logic_error("a sum would become negative");
    }
    if (sums.empty()) {
      const Values key = key_of(period);
      session.execute(sql::figures::remove_sums,
                      {{"scope", key[0]}, {"grain", key[1]}, {"period", key[2]}});
      continue;
    }
    rows.push_back(row_of(period, sums));
  }
  session.execute_rows(sql::figures::put_sums, rows);
}

void apply_tallies(database::Session& session, const Changes& changes) {
  std::vector<Values> keys;
  for (const auto& [period, change] : changes.tallies()) {
    if (!change.empty()) keys.push_back(key_of(period));
  }
  std::map<Period, std::map<std::int64_t, Tallies::Row>> present;  // by part
  const auto keep = [&](const database::Rows& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      present[period_of(rows.integer(row, 0), rows.integer(row, 1), rows.integer(row, 2))]
             [rows.integer(row, 3)] = tallies_in(rows, row, 4);
    }
  };
  session.query_each(sql::figures::tallies_of_period, std::move(keys), keep);
  std::vector<Values> rows;
  for (const auto& [period, change] : changes.tallies()) {
    if (change.empty()) continue;
    const auto& before = present[period];
    Tallies tallies;
    for (const auto& [part, row] : before) tallies.add(row);
    tallies.merge(change);
    auto after = tallies.write();
    for (std::size_t part = 0; part < after.size(); ++part) {
      const auto number = static_cast<std::int64_t>(part);
      const auto old = before.find(number);
      if (old != before.end() && old->second == after[part]) continue;
      rows.push_back(row_of(period, part, std::move(after[part])));
    }
    if (!before.empty() && before.rbegin()->first >= static_cast<std::int64_t>(after.size())) {
      const Values key = key_of(period);
      session.execute(sql::figures::remove_tallies,
                      {{"scope", key[0]},
                       {"grain", key[1]},
                       {"period", key[2]},
                       {"part", static_cast<std::int64_t>(after.size())}});
    }
  }
  session.execute_rows(sql::figures::put_tallies, rows);
}

}  // namespace

void apply(database::Session& session, const Generation& generation, Changes& changes) {
  try {
    apply_callers(session, generation, changes);
    apply_sums(session, changes);
    apply_tallies(session, changes);
  } catch (const DamagedBytes& damage) {
    throw database::Error(
        database::Error::Kind::refused, 0,
        std::string{"the figures are damaged: run callwidgets-admin verify --repair yes: "} +
            damage.what());
  } catch (const std::logic_error& contradiction) {
    throw database::Error(
        database::Error::Kind::refused, 0,
        std::string{
            "the figures contradict the calls: run callwidgets-admin verify --repair yes: "} +
            contradiction.what());
  }
}

void feed(database::Session& session, std::int64_t account, const Changes& changes,
          std::int64_t version) {
  std::vector<Values> rows;
  for (const auto& [scope, day] : changes.days()) {
    rows.push_back({account, scope, std::int64_t{day}, version});
  }
  session.execute_rows(sql::feed::put, rows);
}

}  // namespace callwidgets::figures
