#include "figures/erasing/caller_erasure.h"

#include <algorithm>
#include <span>
#include <vector>

#include "figures/packed/caller_days.h"
#include "figures/retention.h"
#include "figures/upkeep/call_changes.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

using database::Value;

constexpr std::size_t calls_of_a_batch = 2000;

// Visits the ids of the caller's calls, those of a slice of the account's calls at a time.
template <class Visit>
void search(database::Session& reader, std::int64_t account, const SoughtCaller& caller,
            const SearchProgress& progress, Visit visit) {
  constexpr std::int64_t calls_of_a_slice = 20'000;
  constexpr std::size_t longer_than_any_id = 151;
  std::int64_t looked_at = 0, found = 0;
  bool more = true;
  for (std::string after; more;) {
    const auto end =
        reader.query(sql::calls::slice_end,
                     {{"account", account}, {"after", after}, {"skipped", calls_of_a_slice - 1}});
    more = !end.empty();
    const std::string last =
        more ? std::string{end.bytes(0, 0)} : std::string(longer_than_any_id, '\xFF');
    const auto rows = reader.query(sql::calls::of_caller, {{"account", account},
                                                           {"after", after},
                                                           {"last_cdr_id", last},
                                                           {"caller", caller.caller},
                                                           {"caller_number", caller.number}});
    std::vector<Value> ids;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      ids.emplace_back(std::string{rows.bytes(row, 0)});
    }
    looked_at += calls_of_a_slice;
    found += static_cast<std::int64_t>(ids.size());
    after = last;
    if (!ids.empty()) visit(ids);
    progress(looked_at, found);
  }
}

// The caller may have lost some of these calls since they were found.
std::int64_t erase_batch(database::Session& writer, std::int64_t account,
                         const SoughtCaller& caller, Erased what, std::span<const Value> found) {
  return change_calls(writer, account, [&](const Generation&, std::int64_t) {
    std::vector<CallChange> changes;
    std::vector<Value> ids;
    writer.query_list(
        sql::calls::of_caller_among,
        {{"account", account}, {"caller", caller.caller}, {"caller_number", caller.number}},
        "cdr_ids", found, [&](const database::Rows& rows) {
          for (std::size_t row = 0; row < rows.size(); ++row) {
            CallChange change{std::string{rows.bytes(row, 0)}, stored_call(rows, row),
                              std::nullopt};
            if (what == Erased::nobodys) {
              change.after = change.before;
              change.after->caller = 0;
            }
            ids.emplace_back(change.cdr_id);
            changes.push_back(std::move(change));
          }
        });
    writer.execute_list(what == Erased::gone ? sql::calls::remove_some : sql::calls::forget_caller,
                        {{"account", account}}, "cdr_ids", ids);
    keep_erased(writer, account, ids, what);
    return changes;
  });
}

// Where the figures of purged calls stay, a caller who came back has his last day before kept. Of
// one without later calls nothing is, as of all who never came back: see purge.h.
void forget_earlier_days(database::Session& writer, std::int64_t account, std::int64_t caller) {
  database::in_transaction(writer, [&] {
    accounts::hold(writer, account);
    const auto retention = Retention::of(writer, account);
    if (!retention || !retention->figures_stay) return;
    const Generation generation = Generation::required(writer, account);
    const std::vector<Value> callers{caller};
    std::vector<std::string> parts;
    writer.query_list(sql::callers::days, {{"scope", generation.scope}}, "callers", callers,
                      [&](const database::Rows& rows) {
                        for (std::size_t row = 0; row < rows.size(); ++row) {
                          parts.emplace_back(rows.bytes(row, 2));
                        }
                      });
    bool came_back = false;
    CallerDays::read(parts).for_each_day([&](std::int32_t, std::int32_t day, std::int64_t) {
      came_back = came_back || day >= retention->first_day;
    });
    if (came_back) return;
    writer.execute(sql::callers::remove,
                   {{"scope", generation.scope}, {"caller", caller}, {"part", std::int64_t{0}}});
  });
}

}  // namespace

std::int64_t count_calls_of(database::Session& reader, std::int64_t account,
                            const SoughtCaller& caller, const SearchProgress& progress) {
  std::int64_t calls = 0;
  search(reader, account, caller, progress,
         [&](const std::vector<Value>& ids) { calls += static_cast<std::int64_t>(ids.size()); });
  return calls;
}

std::int64_t erase_caller(database::Session& reader, database::Session& writer,
                          const accounts::Account& account, const SoughtCaller& caller, Erased what,
                          const SearchProgress& progress) {
  std::int64_t erased = 0, looked_at = 0, found = 0;
  const auto tell = [&](std::int64_t looked, std::int64_t of_caller) {
    looked_at = looked;
    found = of_caller;
    progress(looked_at, found);
  };
  std::vector<Value> waiting;
  const auto erase_first = [&](std::size_t calls) {
    erased += erase_batch(writer, account.number, caller, what, std::span{waiting}.first(calls));
    waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(calls));
  };
  search(reader, account.number, caller, tell, [&](const std::vector<Value>& ids) {
    waiting.insert(waiting.end(), ids.begin(), ids.end());
    while (waiting.size() >= calls_of_a_batch) {
      erase_first(calls_of_a_batch);
      progress(looked_at, found);
    }
  });
  if (!waiting.empty()) erase_first(waiting.size());
  forget_earlier_days(writer, account.number, caller.caller);
  return erased;
}

}  // namespace callwidgets::figures
