#include "figures/directory.h"

#include <Poco/SHA2Engine.h>

#include "accounts/customer.h"
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

}  // namespace

void Directory::kept() {
  known_.customers.merge(learned_.customers);
  known_.names.merge(learned_.names);
  learned_ = {};
}

StoredCall Directory::stored(const calls::Call& call) {
  return {customer(call),         call.start.time_since_epoch().count(),
          call.duration,          call.answered,
          call.quarantined,       call.caller,
          name(call.attribution), name(call.origin)};
}

std::int64_t Directory::customer(const calls::Call& call) {
  for (const Numbers* numbers : {&known_, &learned_}) {
    const auto found = numbers->customers.find(call.customer_id);
    if (found != numbers->customers.end()) return found->second;
  }
  auto number = accounts::number_of(session_, account_, call.customer_id);
  if (!number) {
    number =
        accounts::add(session_, account_,
                      {call.customer_id, std::to_string(call.customer_id), call.customer_number});
  }
  return learned_.customers[call.customer_id] = *number;
}

std::int64_t Directory::name(const std::string& name) {
  for (const Numbers* numbers : {&known_, &learned_}) {
    const auto found = numbers->names.find(name);
    if (found != numbers->names.end()) return found->second;
  }
  const std::string key = digest(name);
  const auto rows = session_.query(sql::names::by_digest, {{"account", account_}, {"digest", key}});
  std::int64_t id = 0;
  if (rows.empty()) {
    id = session_.query(sql::names::highest, {{"account", account_}}).integer(0, 0) + 1;
    session_.execute(sql::names::add,
                     {{"account", account_}, {"name_id", id}, {"digest", key}, {"name", name}});
  } else if (rows.bytes(0, 1) == name) {
    id = rows.integer(0, 0);
  } else {
    throw database::Error(database::Error::Kind::refused, 0, "two names have one digest: " + name);
  }
  return learned_.names[name] = id;
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
          stored.origin};
}

}  // namespace callwidgets::figures
