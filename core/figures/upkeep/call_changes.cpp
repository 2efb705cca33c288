#include "figures/upkeep/call_changes.h"

#include <set>

#include "accounts/account.h"
#include "accounts/ledger.h"
#include "figures/retention.h"
#include "figures/upkeep/changes.h"
#include "figures/upkeep/figure_tables.h"
#include "figures/upkeep/load_mark.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

// Rows that a purge has yet to remove count no more, or still do.
void refuse_while_purging(database::Session& writer, std::int64_t account) {
  const auto retention = Retention::of(writer, account);
  if (!retention || retention->finished) return;
  throw database::Error(database::Error::Kind::refused, database::Cause::told,
                        "a purge is unfinished: first run callwidgets-admin purge --before " +
                            calendar::format(calendar::day_of(retention->first_day)) +
                            " --figures " + (retention->figures_stay ? "stay" : "go") + " again");
}

void count(database::Session& writer, const Generation& generation,
           const std::vector<CallChange>& changed, std::int64_t version) {
  Scopes scopes{writer, generation};
  Changes changes{scopes, generation.zone};
  std::set<std::int64_t> customers;
  std::vector<FormerCall> former;
  for (const CallChange& change : changed) {
    customers.insert(change.before.customer);
    if (change.after) customers.insert(change.after->customer);
    former.push_back({change.cdr_id, &change.before});
  }
  scopes.meet(customers);
  for (const CallChange& change : changed) {
    changes.add(change.before, -1);
    if (change.after) changes.add(*change.after, 1);
  }
  keep_former(writer, generation.account, version, former);
  apply(writer, generation, changes);
  feed(writer, generation.account, changes, version);
}

}  // namespace

std::int64_t change_calls(database::Session& writer, std::int64_t account,
                          const std::function<std::vector<CallChange>(
                              const Generation& generation, std::int64_t version)>& change_rows) {
  const std::string source = accounts::random_source();
  std::int64_t calls = 0;
  database::in_transaction(writer, [&] {
    const std::int64_t version = accounts::next_version(writer, account);
    refuse_while_loading(writer, account);
    refuse_while_purging(writer, account);
    const Generation generation = Generation::required(writer, account);
    const auto changed = change_rows(generation, version);
    count(writer, generation, changed, version);
    accounts::enter_in_ledger(writer, account, source, 0);
    calls = static_cast<std::int64_t>(changed.size());
  });
  return calls;
}

void keep_former(database::Session& session, std::int64_t account, std::int64_t version,
                 std::span<const FormerCall> calls) {
  if (session.query(sql::generations::building, {{"account", account}}).empty()) return;
  constexpr std::int64_t no_call = -1;
  std::vector<database::Values> rows;
  for (const FormerCall& former : calls) {
    const StoredCall call = former.call ? *former.call : StoredCall{};
    rows.push_back({account, version, std::string{former.cdr_id}, call.customer, call.start,
                    former.call ? std::int64_t{call.duration} : no_call,
                    std::int64_t{call.answered}, std::int64_t{call.quarantined}, call.caller,
                    call.attribution, call.origin});
  }
  session.execute_rows(sql::changed::put, rows);
}

}  // namespace callwidgets::figures
