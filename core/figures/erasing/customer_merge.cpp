#include "figures/erasing/customer_merge.h"

#include <stdexcept>
#include <string>
#include <vector>

#include "accounts/customer.h"
#include "accounts/ledger.h"
#include "accounts/merged_customers.h"
#include "figures/upkeep/call_changes.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

std::string named(std::int64_t customer_id) { return "customer " + std::to_string(customer_id); }

}  // namespace

CustomerMerge::CustomerMerge(database::Session& writer, const accounts::Account& account,
                             std::int64_t from, std::int64_t into)
    : writer_(writer), account_(account.number), from_(from), into_(into) {
  look();
}

void CustomerMerge::look() {
  if (from_ == into_) throw std::invalid_argument(named(from_) + " is given twice");
  if (const auto other = accounts::merged_into(writer_, account_, into_)) {
    throw std::invalid_argument(named(into_) + " was merged into " + named(*other) +
                                (*other == from_ ? "" : ": name that one"));
  }
  const auto from = accounts::number_of(writer_, account_, from_);
  const auto earlier = accounts::merged_into(writer_, account_, from_);
  if (earlier && *earlier != into_) {
    throw std::invalid_argument(named(from_) + " was merged into " + named(*earlier) +
                                (from ? ", which was interrupted: complete that" : ""));
  }
  begun_ = earlier.has_value();
  done_ = begun_ && !from;
  if (done_) return;
  for (const std::int64_t id : {from_, into_}) {
    if (!accounts::number_of(writer_, account_, id)) {
      throw std::invalid_argument("there is no " + named(id) +
                                  "; customer list shows those that there are");
    }
  }
  refuse_with_earlier_figures(writer_, Generation::required(writer_, account_), *from, from_);
  calls_ = count_calls_of_customer(writer_, account_, *from);
}

void CustomerMerge::begin() {
  if (begun_) return;
  change_calls(writer_, account_, [&](const Generation&, std::int64_t version) {
    // Nobody else has changed it meanwhile.
    look();
    if (!begun_) accounts::note_merged(writer_, account_, from_, into_);
    writer_.execute(sql::numbers::move_customer,
                    {{"account", account_}, {"customer_id", from_}, {"into_id", into_}});
    accounts::all_days_changed(writer_, account_, version);
    return std::vector<CallChange>{};
  });
  begun_ = true;
}

std::int64_t CustomerMerge::finish(const BatchProgress& progress) {
  std::int64_t moved = 0;
  while (!done_) {
    moved += change_calls(writer_, account_, [&](const Generation&, std::int64_t version) {
      std::vector<CallChange> changes;
      // Another run of the same may have done it; and into_ may be another's meanwhile.
      const auto from = accounts::number_of(writer_, account_, from_);
      const auto target = accounts::merged_into(writer_, account_, from_);
      const auto into = accounts::number_of(writer_, account_, target.value_or(into_));
      done_ = !from;
      if (done_) return changes;
      if (!target || !into) {
        throw std::invalid_argument(named(target.value_or(into_)) + " was removed meanwhile, or " +
                                    named(from_) + " added");
      }
      std::vector<database::Value> ids;
      for (IdentifiedCall& one : some_calls_of_customer(writer_, account_, *from)) {
        ids.emplace_back(one.cdr_id);
        CallChange change{std::move(one.cdr_id), one.call, one.call};
        change.after->customer = *into;
        changes.push_back(std::move(change));
      }
      if (changes.empty()) {
        writer_.execute(sql::customers::remove, {{"account", account_}, {"number", *from}});
        accounts::all_days_changed(writer_, account_, version);
        done_ = true;
      }
      writer_.execute_list(sql::calls::set_customer, {{"account", account_}, {"customer", *into}},
                           "cdr_ids", ids);
      return changes;
    });
    progress(moved);
  }
  return moved;
}

}  // namespace callwidgets::figures
