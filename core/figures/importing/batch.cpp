#include "figures/importing/batch.h"

#include <set>
#include <vector>

#include "accounts/ledger.h"
#include "figures/generation.h"
#include "figures/importing/counted_calls.h"
#include "figures/importing/unerased_calls.h"
#include "figures/retention.h"
#include "figures/upkeep/call_changes.h"
#include "figures/upkeep/changes.h"
#include "figures/upkeep/figure_tables.h"
#include "figures/upkeep/load_mark.h"
#include "figures/upkeep/rebuild.h"
#include "sql/statements.h"

namespace callwidgets::figures {

// Or a rebuild would never catch up with an import that goes on.
static_assert(Rebuild::rows_of_a_replay > BatchWriter::calls_of_a_batch);

BatchWriter::BatchWriter(database::Session& session, const accounts::Account& account)
    : session_(session),
      account_(account),
      source_(accounts::random_source()),
      directory_(session, account.number),
      reader_(session, account.number) {}

Applied BatchWriter::apply(std::span<const calls::Call> calls) {
  Applied applied;
  in_batch([&](std::int64_t version) { applied = write(calls, version); });
  return applied;
}

Applied BatchWriter::amend(std::span<const std::string> ids, const Change& change) {
  const std::vector<database::Value> cdr_ids{ids.begin(), ids.end()};
  Applied applied;
  in_batch([&](std::int64_t version) {
    std::vector<calls::Call> calls = reader_.among(cdr_ids);
    change(calls);
    applied = write(calls, version);
  });
  return applied;
}

void BatchWriter::in_batch(const std::function<void(std::int64_t version)>& body) {
  database::in_transaction(session_, [&] {
    directory_.begin();
    body(accounts::next_version(session_, account_.number));
  });
  directory_.kept();
  ++batch_;
}

Applied BatchWriter::write(std::span<const calls::Call> calls, std::int64_t version) {
  refuse_while_loading(session_, account_.number);
  const Generation generation = Generation::required(session_, account_.number);
  const auto retention = Retention::of(session_, account_.number);
  Applied applied;
  std::vector<const calls::Call*> taken;
  taken.reserve(calls.size());
  for (std::size_t at = 0; at < calls.size(); ++at) {
    std::string reason;
    if (retention) reason = retention->refusal(calls[at]);
    if (reason.empty()) {
      taken.push_back(&calls[at]);
    } else {
      applied.refused.push_back({at, std::move(reason)});
    }
  }
  auto counted = last_of_each(taken);
  std::vector<database::Value> ids;
  for (const calls::Call* call : counted) ids.emplace_back(call->cdr_id);
  const UnerasedCalls unerased{taken, erased_among(session_, account_.number, ids)};
  if (unerased.any_erased()) {
    taken = unerased.calls();
    counted = last_of_each(taken);
    ids.clear();
    for (const calls::Call* call : counted) ids.emplace_back(call->cdr_id);
  }
  StoredCalls former = stored_calls(session_, account_.number, ids);
  if (retention) {
    // Purged, though its row may not be gone yet.
    std::erase_if(former,
                  [&](const auto& call) { return !retention->keeps(call.second.instant()); });
  }
  directory_.meet(counted);
  applied.counts = counts_of(taken, counted, former, directory_);
  applied.counts.unchanged += unerased.left_out();
  count(counted, former, generation, version);
  accounts::enter_in_ledger(session_, account_.number, source_, batch_);
  return applied;
}

// Moves calls and figures.
void BatchWriter::count(std::span<const calls::Call* const> calls, const StoredCalls& former,
                        const Generation& generation, std::int64_t version) {
  Scopes scopes{session_, generation};
  Changes changes{scopes, generation.zone};

  std::set<std::int64_t> customers;
  for (const auto& [id, call] : former) customers.insert(call.customer);
  for (const calls::Call* call : calls) {
    if (!call->deleted) customers.insert(directory_.stored(*call).customer);
  }
  scopes.meet(customers);

  std::vector<database::Values> rows;
  for (const calls::Call* call : calls) {
    const auto before = former.find(call->cdr_id);
    if (call->deleted) {
      if (before == former.end()) continue;
      changes.add(before->second, -1);
      session_.execute(sql::calls::remove,
                       {{"account", account_.number}, {"cdr_id", call->cdr_id}});
      continue;
    }
    const StoredCall after = directory_.stored(*call);
    rows.push_back(row_of(account_.number, *call, after, generation.zone));
    if (before != former.end()) {
      if (before->second.counts_as(after)) continue;  // no answer changes
      changes.add(before->second, -1);
    }
    changes.add(after, 1);
  }
  session_.execute_rows(sql::calls::put, rows);
  keep_former(former, calls, version);
  figures::apply(session_, generation, changes);
  feed(session_, account_.number, changes, version);
}

void BatchWriter::keep_former(const StoredCalls& former, std::span<const calls::Call* const> calls,
                              std::int64_t version) {
  std::vector<FormerCall> before;
  for (const calls::Call* call : calls) {
    const auto found = former.find(call->cdr_id);
    before.push_back({call->cdr_id, found == former.end() ? nullptr : &found->second});
  }
  figures::keep_former(session_, account_.number, version, before);
}

}  // namespace callwidgets::figures
