#include "figures/importing/directory.h"

#include <Poco/SHA2Engine.h>

#include <vector>

#include "accounts/merged_customers.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

// What a name is found by: an index over all of its bytes would be too long for MySQL 5.6.
std::string digest(std::string_view name) {
  Poco::SHA2Engine engine{Poco::SHA2Engine::SHA_256};
  engine.update(name.data(), name.size());
  const auto& bytes = engine.digest();
  return {bytes.begin(), bytes.begin() + 16};
}

}  // namespace

void Directory::kept() {
  known_.customers.merge(learned_.customers);
  known_.names.merge(learned_.names);
  learned_ = {};
}

void Directory::meet(std::span<const calls::Call* const> calls) {
  forget_customers_that_may_have_gone();
  const Unknown unknown = unknown_in(calls);
  look_up(unknown);
  add_customers(unknown);
  add_names(unknown);
}

// Merged into others, or removed, by another program between two batches.
void Directory::forget_customers_that_may_have_gone() {
  const auto rows = session_.query(sql::feed::everything, {{"account", account_}});
  const std::int64_t version = rows.empty() ? 0 : rows.integer(0, 0);
  if (version == everything_changed_) return;
  known_.customers.clear();
  everything_changed_ = version;
}

Directory::Unknown Directory::unknown_in(std::span<const calls::Call* const> calls) const {
  Unknown unknown;
  for (const calls::Call* call : calls) {
    if (call->deleted) continue;
    if (!number_of_customer(call->customer_id)) unknown.customers.emplace(call->customer_id, call);
    for (const std::string* name : {&call->attribution, &call->origin}) {
      if (!number_of_name(*name)) unknown.names.insert(*name);
    }
  }
  return unknown;
}

void Directory::look_up(const Unknown& unknown) {
  std::vector<database::Value> ids;
  for (const auto& [id, call] : unknown.customers) ids.emplace_back(id);
  learned_.merged.merge(accounts::merged_into(session_, account_, ids));
  std::set<std::int64_t> meant;
  for (const auto& [id, call] : unknown.customers) meant.insert(meant_by(id));
  ids.assign(meant.begin(), meant.end());
  session_.query_list(sql::customers::by_ids, {{"account", account_}}, "customer_ids", ids,
                      [&](const database::Rows& rows) {
                        for (std::size_t row = 0; row < rows.size(); ++row) {
                          learned_.customers[rows.integer(row, 0)] = rows.integer(row, 1);
                        }
                      });
  for (const auto& [id, into] : learned_.merged) {
    const auto found = learned_.customers.find(into);
    if (found != learned_.customers.end()) learned_.customers[id] = found->second;
  }
  std::vector<database::Value> digests;
  for (const std::string_view name : unknown.names) digests.emplace_back(digest(name));
  // Bytes are compared, not digests: two names with one digest would be refused by the index.
  session_.query_list(sql::names::by_digests, {{"account", account_}}, "digests", digests,
                      [&](const database::Rows& rows) {
                        for (std::size_t row = 0; row < rows.size(); ++row) {
                          learned_.names[std::string{rows.bytes(row, 0)}] = rows.integer(row, 1);
                        }
                      });
}

void Directory::add_customers(const Unknown& unknown) {
  std::vector<database::Values> added;
  std::int64_t number = 0;
  for (const auto& [named, call] : unknown.customers) {
    const std::int64_t id = meant_by(named);
    const auto found = learned_.customers.find(id);
    if (found != learned_.customers.end()) {
      learned_.customers[named] = found->second;
      continue;
    }
    if (added.empty()) {
      number = session_.query(sql::customers::highest, {{"account", account_}}).integer(0, 0);
    }
    learned_.customers[named] = learned_.customers[id] = ++number;
    // The `custnr` of a merged customer is not that of the other.
    const auto own = unknown.customers.find(id);
    added.push_back({account_, number, id, std::to_string(id),
                     own == unknown.customers.end() ? "" : own->second->customer_number});
  }
  session_.execute_rows(sql::customers::add, added);
}

void Directory::add_names(const Unknown& unknown) {
  std::vector<database::Values> added;
  std::int64_t id = 0;
  for (const std::string_view name : unknown.names) {
    if (learned_.names.contains(name)) continue;
    if (added.empty())
      id = session_.query(sql::names::highest, {{"account", account_}}).integer(0, 0);
    learned_.names[std::string{name}] = ++id;
    added.push_back({account_, id, digest(name), std::string{name}});
  }
  session_.execute_rows(sql::names::add, added);
}

StoredCall Directory::stored(const calls::Call& call) const { return known(call).value(); }

std::optional<StoredCall> Directory::known(const calls::Call& call) const {
  const auto customer = number_of_customer(call.customer_id);
  const auto attribution = number_of_name(call.attribution);
  const auto origin = number_of_name(call.origin);
  if (!customer || !attribution || !origin) return std::nullopt;
  return StoredCall{*customer,        call.start.time_since_epoch().count(),
                    call.duration,    call.answered,
                    call.quarantined, call.caller,
                    *attribution,     *origin,
                    call.source,      call.reason,
                    call.waited,      call.called};
}

std::optional<std::int64_t> Directory::number_of_customer(std::int64_t id) const {
  for (const Numbers* numbers : {&known_, &learned_}) {
    const auto found = numbers->customers.find(id);
    if (found != numbers->customers.end()) return found->second;
  }
  return std::nullopt;
}

std::int64_t Directory::meant_by(std::int64_t id) const {
  const auto found = learned_.merged.find(id);
  return found == learned_.merged.end() ? id : found->second;
}

std::optional<std::int64_t> Directory::number_of_name(std::string_view name) const {
  for (const Numbers* numbers : {&known_, &learned_}) {
    const auto found = numbers->names.find(name);
    if (found != numbers->names.end()) return found->second;
  }
  return std::nullopt;
}

database::Values row_of(std::int64_t account, const calls::Call& call, const StoredCall& stored,
                        const calendar::Zone& zone) {
  const auto local = zone.local(call.start);
  return {account,
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
          stored.origin,
          stored.source,
          static_cast<std::int64_t>(stored.reason),
          std::int64_t{stored.waited},
          stored.called};
}

}  // namespace callwidgets::figures
