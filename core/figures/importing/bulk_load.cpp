#include "figures/importing/bulk_load.h"

#include <algorithm>
#include <vector>

#include "figures/importing/counted_calls.h"
#include "figures/retention.h"
#include "figures/upkeep/erased_calls.h"
#include "figures/upkeep/interrupted_load.h"
#include "sql/statements.h"

namespace callwidgets::figures {

bool BulkLoad::possible(database::Session& session, std::int64_t account) {
  refuse_while_loading(session, account);
  // Figures that stay after a purge can't be loaded over.
  if (const auto retention = Retention::of(session, account); retention && retention->figures_stay)
    return false;
  // The load looks nothing up that was erased.
  if (any_erased(session, account)) return false;
  return session.query(sql::calls::any, {{"account", account}}).integer(0, 0) == 0 &&
         !counts_calls(session, account);
}

BulkLoad::BulkLoad(database::Session& reader, database::Session& writer,
                   const accounts::Account& account, BulkLoadOptions options)
    : reader_(reader),
      writer_(writer),
      account_(account),
      options_(std::move(options)),
      mark_(account.number),
      directory_(writer, account.number),
      seen_(options_.memory / 16) {
  database::in_transaction(writer_, [&] {
    accounts::hold(writer_, account_.number);
    if (!possible(writer_, account_.number)) {
      throw database::Error(database::Error::Kind::refused, 0,
                            "the account has calls or figures already");
    }
    mark_.set(writer_);
  });
  try {
    if (options_.open) heartbeat_.emplace(options_.open, mark_);
    figures_.emplace(writer_, account_, account_.zone_name, steps());
    generation_ = figures_->generation().number;
  } catch (...) {
    abandon();
    throw;
  }
}

BulkLoad::~BulkLoad() { abandon(); }

// In a transaction: it is this load's still, and the operator wants it.
void BulkLoad::give_sign() const {
  if (options_.check) options_.check();
  mark_.touch(writer_);
}

RebuiltLoad BulkLoad::steps() {
  return {[this] { give_sign(); }, [this] { mark_.clear(writer_); }, options_.memory};
}

struct BulkLoad::Batch {
  std::vector<const calls::Call*> counted;
  StoredCalls former;
  std::vector<StoredCall> added;
  bool changed = false;  // a call that stood there
};

// Calls that went in before, of this batch's ids: few are asked for that didn't.
StoredCalls BulkLoad::former(const Batch& batch) {
  std::vector<database::Value> ids;
  for (const calls::Call* call : batch.counted) {
    if (seen_.maybe(call->cdr_id)) ids.emplace_back(call->cdr_id);
  }
  return stored_calls(writer_, account_.number, ids);
}

void BulkLoad::write(Batch& batch) {
  std::vector<database::Values> rows;
  std::size_t bytes = 0;
  const auto flush = [&] {
    if (!rows.empty()) writer_.load_rows(sql::calls::load, sql::calls::put, rows);
    rows.clear();
    bytes = 0;
  };
  for (const calls::Call* call : batch.counted) {
    const auto before = batch.former.find(call->cdr_id);
    const bool there = before != batch.former.end();
    if (call->deleted) {
      if (!there) continue;
      batch.changed = true;
      writer_.execute(sql::calls::remove, {{"account", account_.number}, {"cdr_id", call->cdr_id}});
      continue;
    }
    const StoredCall after = directory_.stored(*call);
    if (!there) {
      batch.added.push_back(after);
    } else if (before->second != after) {
      batch.changed = true;
    }
    rows.push_back(row_of(account_.number, *call, after, account_.zone));
    bytes += database::memory_of(rows.back());
    if (bytes > options_.memory / 8) flush();
  }
  flush();
}

Applied BulkLoad::apply(std::span<const calls::Call> calls) {
  std::vector<const calls::Call*> records;
  records.reserve(calls.size());
  for (const calls::Call& call : calls) records.push_back(&call);
  Batch batch;
  batch.counted = last_of_each(records);
  // In the order of their key, in which a table takes them fastest.
  std::sort(batch.counted.begin(), batch.counted.end(),
            [](const calls::Call* left, const calls::Call* right) {
              return left->cdr_id < right->cdr_id;
            });
  CallCounts counts;
  database::in_transaction(writer_, [&] {
    directory_.begin();
    accounts::hold(writer_, account_.number);
    give_sign();
    if (const auto retention = Retention::of(writer_, account_.number)) {
      retention->check(batch.counted);
    }
    directory_.meet(batch.counted);
    batch.former = former(batch);
    counts = counts_of(records, batch.counted, batch.former, directory_);
    batch.added.clear();
    batch.added.reserve(batch.counted.size());
    batch.changed = false;
    write(batch);
    // Once more, as the batch may have taken long.
    mark_.touch(writer_);
  });
  directory_.kept();
  for (const calls::Call* call : batch.counted) {
    if (!call->deleted) seen_.add(call->cdr_id);
  }
  only_new_ = only_new_ && !batch.changed;
  for (const StoredCall& call : batch.added) figures_->add(call);
  return {counts, {}};
}

// The figures were given each call as it went in. Where one was corrected or deleted later on they
// have seen too much, and read all calls again.
void BulkLoad::finish() {
  if (!only_new_) {
    figures_.reset();
    figures_.emplace(writer_, account_, account_.zone_name, steps());
    generation_ = figures_->generation().number;
    figures_->read_calls(reader_);
  }
  figures_->finish();
  ended_ = true;
  heartbeat_.reset();
}

Abandoned BulkLoad::abandon() noexcept {
  if (ended_) return Abandoned::all_stays;
  ended_ = true;
  heartbeat_.reset();
  figures_.reset();
  try {
    return remove(writer_);
  } catch (const std::exception&) {
    // Perhaps it was the session that failed.
  }
  try {
    if (options_.open) return remove(*options_.open());
  } catch (const std::exception&) {
    // The database, then. The mark stays, and the next command removes what is there.
  }
  return Abandoned::remains_stay;
}

Abandoned BulkLoad::remove(database::Session& writer) const {
  const auto load = LoadState::of(writer, account_.number);
  if (load && mark_.owns(*load)) {
    remove_loaded(writer, account_.number, mark_);
    return Abandoned::nothing_stays;
  }
  const auto served = Generation::served(writer, account_.number);
  return served && served->number == generation_ ? Abandoned::all_stays : Abandoned::nothing_stays;
}

}  // namespace callwidgets::figures
