#include "figures/upkeep/purge.h"

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "figures/generation.h"
#include "figures/packed/caller_days.h"
#include "figures/retention.h"
#include "figures/stored_call.h"
#include "figures/upkeep/load_mark.h"
#include "figures/upkeep/rebuild.h"
#include "figures/upkeep/stored_callers.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

Retention begin(database::Session& writer, std::int64_t account, calendar::Day before,
                bool figures_stay) {
  std::optional<Retention> begun;
  database::in_transaction(writer, [&] {
    accounts::hold(writer, account);
    refuse_while_loading(writer, account);
    const Generation generation = Generation::required(writer, account);
    const auto retention = Retention::begin_of(before, generation.zone, figures_stay);
    if (const auto earlier = Retention::of(writer, account);
        earlier && earlier->from > retention.from) {
      throw std::invalid_argument("the calls before " +
                                  calendar::format(calendar::day_of(earlier->first_day)) +
                                  " are purged already");
    }
    retention.store(writer, account);
    // It may have read calls that go now.
    give_up_building(writer, account);
    begun = retention;
  });
  return *begun;
}

void remove_calls(database::Session& writer, const Generation& generation,
                  const Retention& retention) {
  constexpr std::int64_t at_once = 1000;
  for (std::string after;;) {
    std::vector<std::pair<std::string, std::int64_t>> gone;
    // In the order of the key, whatever their start: by their starts MySQL 5.6 would sort all calls
    // for each page.
    const auto rows = writer.query(
        sql::calls::page, {{"account", generation.account}, {"after", after}, {"limit", at_once}});
    if (rows.empty()) return;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const StoredCall call = stored_call(rows, row);
      if (retention.keeps(call.instant())) continue;
      gone.emplace_back(rows.bytes(row, 0), call.start);
    }
    after = rows.bytes(rows.size() - 1, 0);
    if (gone.empty()) continue;
    database::in_transaction(writer, [&] {
      accounts::hold(writer, generation.account);
      for (const auto& [id, start] : gone) {
        writer.execute(sql::purges::remove_call,
                       {{"account", generation.account}, {"cdr_id", id}, {"start", start}});
      }
    });
  }
}

// What has to be known of a caller still: his days since, and the last one before, for each
// customer. The account's chain follows, for its last day before is the latest of those.
CallerDays trimmed(const CallerDays& days, std::int64_t before) {
  std::map<std::int32_t, std::pair<std::int32_t, std::int64_t>> last_before;  // by customer
  CallerDays kept;
  days.for_each_day([&](std::int32_t customer, std::int32_t day, std::int64_t calls) {
    if (day < before) {
      last_before[customer] = {day, calls};
    } else {
      kept.change(customer, day, calls);
    }
  });
  if (kept.empty()) return kept;
  for (const auto& [customer, last] : last_before) kept.change(customer, last.first, last.second);
  return kept;
}

void trim_callers(database::Session& writer, const Generation& generation, std::int64_t before) {
  std::optional<std::int64_t> first = StoredCallers::from_the_first;
  while (first) {
    std::optional<std::int64_t> next;
    database::in_transaction(writer, [&] {
      accounts::hold(writer, generation.account);
      const auto callers = StoredCallers::read(writer, generation.scope, *first);
      next = callers.next;
      std::vector<database::Values> rows;
      for (const auto& [caller, parts] : callers.parts) {
        const auto left = trimmed(CallerDays::read(parts), before).write();
        if (left == parts) continue;
        writer.execute(sql::callers::remove, {{"scope", generation.scope},
                                              {"caller", caller},
                                              {"part", static_cast<std::int64_t>(left.size())}});
        for (std::size_t part = 0; part < left.size(); ++part) {
          rows.push_back({generation.scope, caller, static_cast<std::int64_t>(part), left[part]});
        }
      }
      writer.execute_rows(sql::callers::put, rows);
    });
    first = next;
  }
}

}  // namespace

void purge(database::Session& reader, database::Session& writer, const accounts::Account& account,
           std::int64_t before, bool figures_stay) {
  Retention retention = begin(writer, account.number, calendar::day_of(before), figures_stay);
  const Generation generation = Generation::required(writer, account.number);
  remove_calls(writer, generation, retention);
  if (figures_stay) trim_callers(writer, generation, before);
  database::in_transaction(writer, [&] {
    accounts::hold(writer, account.number);
    retention.finished = true;
    retention.store(writer, account.number);
  });
  if (!figures_stay) rebuild(reader, writer, account, account.zone_name);
}

}  // namespace callwidgets::figures
