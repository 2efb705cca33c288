#include "figures/batch.h"

#include <Poco/SHA2Engine.h>

#include <unordered_map>
#include <utility>
#include <vector>

#include "accounts/customer.h"
#include "accounts/ledger.h"
#include "figures/changes.h"
#include "figures/figure_tables.h"
#include "figures/generation.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

// What a name is found by: an index over all of its bytes would be too long for MySQL 5.6.
std::string digest(const std::string& name) {
  Poco::SHA2Engine engine{Poco::SHA2Engine::SHA_256};
  engine.update(name);
  const auto& bytes = engine.digest();
  return {bytes.begin(), bytes.begin() + 16};
}

// The calls that count, in their order: the last one of each cdr_id.
std::vector<const calls::Call*> last_of_each(std::span<const calls::Call> calls) {
  std::unordered_map<std::string_view, std::size_t> last;
  for (std::size_t at = 0; at < calls.size(); ++at) last[calls[at].cdr_id] = at;
  std::vector<const calls::Call*> result;
  for (std::size_t at = 0; at < calls.size(); ++at) {
    if (last[calls[at].cdr_id] == at) result.push_back(&calls[at]);
  }
  return result;
}

}  // namespace

BatchWriter::BatchWriter(database::Session& session, const accounts::Account& account)
    : session_(session), account_(account), source_(accounts::random_source()) {}

std::int64_t BatchWriter::apply(std::span<const calls::Call> calls) {
  const auto counted = last_of_each(calls);
  std::int64_t version = 0;
  Directory learned;
  database::in_transaction(session_, [&] {
    learned = {};  // of a try that was rolled back nothing stays
    version = accounts::next_version(session_, account_.number);
    write(counted, version, learned);
  });
  known_.customers.merge(learned.customers);
  known_.names.merge(learned.names);
  ++batch_;
  return version;
}

void BatchWriter::write(std::span<const calls::Call* const> calls, std::int64_t version,
                        Directory& learned) {
  std::vector<database::Value> ids;
  for (const calls::Call* call : calls) ids.emplace_back(call->cdr_id);
  const StoredCalls former = stored_calls(session_, account_.number, ids);
  const auto generation = Generation::served(session_, account_.number);
  if (!generation) {
    throw database::Error(database::Error::Kind::refused, 0,
                          "the account has no figures yet: callwidgets-admin migrate makes them");
  }
  Scopes scopes{session_, *generation};
  Changes changes{scopes, generation->zone};

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
    const StoredCall after = stored(*call, learned);
    rows.push_back(row_of(*call, after, generation->zone));
    if (before != former.end()) {
      if (before->second == after) continue;  // a repeat: no answer changes
      changes.add(before->second, -1);
    }
    changes.add(after, 1);
  }
  session_.execute_rows(sql::calls::put, rows);
  keep_former(former, calls, version);
  figures::apply(session_, *generation, changes);
  feed(session_, account_.number, changes, version);
  accounts::enter_in_ledger(session_, account_.number, version, source_, batch_);
}

StoredCall BatchWriter::stored(const calls::Call& call, Directory& learned) {
  return {customer(call, learned),
          call.start.time_since_epoch().count(),
          call.duration,
          call.answered,
          call.quarantined,
          call.caller,
          name(call.attribution, learned),
          name(call.origin, learned)};
}

database::Values BatchWriter::row_of(const calls::Call& call, const StoredCall& stored,
                                     const calendar::Zone& zone) const {
  const auto local = zone.local(call.start);
  return {account_.number,
          call.cdr_id,
          stored.customer,
          stored.start,
          calendar::number(local.day),
          std::int64_t{local.hour},
          std::int64_t{stored.duration},
          std::int64_t{stored.answered},
          std::int64_t{stored.quarantined},
          stored.caller,
          call.number,
          stored.attribution,
          stored.origin};
}

// A generation that is being built was read at an older version: it replays what changed since,
// from these rows.
void BatchWriter::keep_former(const StoredCalls& former, std::span<const calls::Call* const> calls,
                              std::int64_t version) {
  if (session_.query(sql::generations::building, {{"account", account_.number}}).empty()) return;
  constexpr std::int64_t no_call = -1;
  std::vector<database::Values> rows;
  for (const calls::Call* call : calls) {
    const auto found = former.find(call->cdr_id);
    const StoredCall before = found == former.end() ? StoredCall{} : found->second;
    rows.push_back({account_.number, version, call->cdr_id, before.customer, before.start,
                    found == former.end() ? no_call : std::int64_t{before.duration},
                    std::int64_t{before.answered}, std::int64_t{before.quarantined}, before.caller,
                    before.attribution, before.origin});
  }
  session_.execute_rows(sql::changed::put, rows);
}

std::int64_t BatchWriter::customer(const calls::Call& call, Directory& learned) {
  for (const Directory* directory : {&std::as_const(known_), &std::as_const(learned)}) {
    const auto found = directory->customers.find(call.customer_id);
    if (found != directory->customers.end()) return found->second;
  }
  auto number = accounts::number_of(session_, account_.number, call.customer_id);
  if (!number) {
    number =
        accounts::add(session_, account_.number,
                      {call.customer_id, std::to_string(call.customer_id), call.customer_number});
  }
  return learned.customers[call.customer_id] = *number;
}

std::int64_t BatchWriter::name(const std::string& name, Directory& learned) {
  for (const Directory* directory : {&std::as_const(known_), &std::as_const(learned)}) {
    const auto found = directory->names.find(name);
    if (found != directory->names.end()) return found->second;
  }
  const std::string key = digest(name);
  const auto rows =
      session_.query(sql::names::by_digest, {{"account", account_.number}, {"digest", key}});
  std::int64_t id = 0;
  if (rows.empty()) {
    id = session_.query(sql::names::highest, {{"account", account_.number}}).integer(0, 0) + 1;
    session_.execute(
        sql::names::add,
        {{"account", account_.number}, {"name_id", id}, {"digest", key}, {"name", name}});
  } else if (rows.bytes(0, 1) == name) {
    id = rows.integer(0, 0);
  } else {
    throw database::Error(database::Error::Kind::refused, 0, "two names have one digest: " + name);
  }
  return learned.names[name] = id;
}

}  // namespace callwidgets::figures
