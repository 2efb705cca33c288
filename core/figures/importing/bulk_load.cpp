#include "figures/importing/bulk_load.h"

#include <algorithm>
#include <vector>

#include "accounts/ledger.h"
#include "calendar/clock.h"
#include "figures/importing/counted_calls.h"
#include "figures/retention.h"
#include "figures/upkeep/load_mark.h"
#include "figures/upkeep/rebuild.h"
#include "sql/statements.h"

namespace callwidgets::figures {

bool BulkLoad::possible(database::Session& session, std::int64_t account) {
  if (const auto marked = load_mark(session, account)) {
    if (!interrupted(*marked)) refuse_beside_load(*marked);
    return true;
  }
  // Figures that stay after a purge can't be loaded over.
  if (const auto retention = Retention::of(session, account); retention && retention->figures_stay)
    return false;
  return session.query(sql::calls::any, {{"account", account}}).integer(0, 0) == 0;
}

BulkLoad::BulkLoad(database::Session& reader, database::Session& writer,
                   const accounts::Account& account)
    : reader_(reader),
      writer_(writer),
      account_(account),
      source_(accounts::random_source()),
      directory_(writer, account.number) {
  bool left_over = false;
  database::in_transaction(writer_, [&] {
    accounts::hold(writer_, account_.number);
    left_over = load_mark(writer_, account_.number).has_value();
    if (!possible(writer_, account_.number)) {
      throw database::Error(database::Error::Kind::refused, 0,
                            "the account has calls or figures already");
    }
    writer_.execute(
        sql::loads::set,
        {{"account", account_.number}, {"source", source_}, {"now", calendar::wall_clock()}});
  });
  if (left_over) writer_.execute(sql::calls::remove_all, {{"account", account_.number}});
  figures_.emplace(writer_, account_, account_.zone_name);
}

std::int64_t BulkLoad::apply(std::span<const calls::Call> calls) {
  // In the order of their key, in which a table takes them fastest.
  auto counted = last_of_each(calls);
  std::sort(counted.begin(), counted.end(), [](const calls::Call* left, const calls::Call* right) {
    return left->cdr_id < right->cdr_id;
  });
  std::vector<StoredCall> stored;
  database::in_transaction(writer_, [&] {
    directory_.begin();
    accounts::hold(writer_, account_.number);
    if (writer_.execute(sql::loads::touch, {{"account", account_.number},
                                            {"source", source_},
                                            {"now", calendar::wall_clock()}}) == 0) {
      throw database::Error(database::Error::Kind::refused, 0,
                            "another load of this account has begun and goes on instead");
    }
    if (const auto retention = Retention::of(writer_, account_.number)) {
      retention->check(counted);
    }
    directory_.meet(counted);
    std::vector<database::Values> rows;
    stored.clear();
    for (const calls::Call* call : counted) {
      if (call->deleted) {
        writer_.execute(sql::calls::remove,
                        {{"account", account_.number}, {"cdr_id", call->cdr_id}});
        continue;
      }
      stored.push_back(directory_.stored(*call));
      rows.push_back(row_of(account_.number, *call, stored.back(), account_.zone));
    }
    if (!rows.empty()) writer_.load_rows(sql::calls::load, sql::calls::put, rows);
  });
  directory_.kept();
  for (const StoredCall& call : stored) figures_->add(call);
  put_ += static_cast<std::int64_t>(stored.size());
  only_new_ = only_new_ && stored.size() == counted.size();
  return account_.version;
}

// The figures were given each call as it went in. Where one was corrected or deleted later on they
// have seen too much, and read all calls again.
void BulkLoad::finish() {
  const std::int64_t calls =
      writer_.query(sql::calls::count, {{"account", account_.number}}).integer(0, 0);
  if (only_new_ && calls == put_) {
    figures_->finish();
  } else {
    figures_.reset();
    rebuild(reader_, writer_, account_, account_.zone_name);
  }
  writer_.execute(sql::loads::clear, {{"account", account_.number}, {"source", source_}});
}

}  // namespace callwidgets::figures
