#include "figures/batch.h"

#include <Poco/SHA2Engine.h>

#include <chrono>
#include <random>
#include <unordered_map>
#include <utility>
#include <vector>

#include "accounts/customer.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

std::uint64_t random_number() {
  static std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

std::string random_bytes_16() {
  std::string bytes;
  for (int half = 0; half < 2; ++half) {
    for (std::uint64_t number = random_number(), byte = 0; byte < 8; ++byte, number >>= 8) {
      bytes += static_cast<char>(number & 0xFF);
    }
  }
  return bytes;
}

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
    : session_(session), account_(account), source_(random_bytes_16()) {}

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
  std::vector<std::vector<database::Value>> rows;
  for (const calls::Call* call : calls) {
    if (call->deleted) {
      session_.execute(sql::calls::remove,
                       {{"account", account_.number}, {"cdr_id", call->cdr_id}});
      continue;
    }
    const auto local = account_.zone.local(call->start);
    rows.push_back({account_.number, call->cdr_id, customer(*call, learned),
                    std::int64_t{call->start.time_since_epoch().count()},
                    calendar::number(local.day), std::int64_t{local.hour},
                    std::int64_t{call->duration}, std::int64_t{call->answered},
                    std::int64_t{call->quarantined}, call->caller, call->number,
                    name(call->attribution, learned), name(call->origin, learned)});
  }
  session_.execute_rows(sql::calls::put, rows);
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(
      std::chrono::system_clock::now().time_since_epoch());
  session_.execute(sql::batches::add, {{"account", account_.number},
                                       {"version", version},
                                       {"source", source_},
                                       {"batch", batch_},
                                       {"nonce", static_cast<std::int64_t>(random_number() >> 1)},
                                       {"applied_at", std::int64_t{now.count()}}});
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
