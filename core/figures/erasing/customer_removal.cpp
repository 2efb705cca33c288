#include "figures/erasing/customer_removal.h"

#include <stdexcept>
#include <string>
#include <vector>

#include "accounts/customer.h"
#include "accounts/ledger.h"
#include "accounts/merged_customers.h"
#include "figures/upkeep/call_changes.h"
#include "figures/upkeep/erased_calls.h"
#include "sql/statements.h"

namespace callwidgets::figures {

CustomerRemoval::CustomerRemoval(database::Session& writer, const accounts::Account& account,
                                 std::int64_t customer_id)
    : writer_(writer), account_(account.number), customer_id_(customer_id) {
  look();
  const auto number = accounts::number_of(writer_, account_, customer_id_);
  calls_ = count_calls_of_customer(writer_, account_, *number);
}

void CustomerRemoval::look() {
  const auto number = accounts::number_of(writer_, account_, customer_id_);
  if (!number) {
    throw std::invalid_argument("there is no customer " + std::to_string(customer_id_) +
                                "; customer list shows those that there are");
  }
  for (const auto& [from, into] : accounts::merged_customers(writer_, account_)) {
    if (from != customer_id_ && into != customer_id_) continue;
    if (!accounts::number_of(writer_, account_, from)) continue;
    throw std::invalid_argument("a merge was interrupted: first complete it, customer merge " +
                                std::to_string(from) + " " + std::to_string(into));
  }
  refuse_with_earlier_figures(writer_, Generation::required(writer_, account_), *number,
                              customer_id_);
}

std::int64_t CustomerRemoval::run(bool with_calls, const BatchProgress& progress) {
  std::int64_t erased = 0;
  for (bool done = false; !done;) {
    erased += change_calls(writer_, account_, [&](const Generation&, std::int64_t version) {
      look();
      const auto number = accounts::number_of(writer_, account_, customer_id_);
      std::vector<CallChange> changes;
      std::vector<database::Value> ids;
      for (IdentifiedCall& one : some_calls_of_customer(writer_, account_, *number)) {
        ids.emplace_back(one.cdr_id);
        changes.push_back({std::move(one.cdr_id), one.call, std::nullopt});
      }
      if (!changes.empty() && !with_calls) {
        throw std::invalid_argument("customer " + std::to_string(customer_id_) +
                                    " has got calls meanwhile");
      }
      done = changes.empty();
      if (done) {
        writer_.execute(sql::customers::remove, {{"account", account_}, {"number", *number}});
        writer_.execute(sql::numbers::remove_of_customer,
                        {{"account", account_}, {"customer_id", customer_id_}});
        accounts::all_days_changed(writer_, account_, version);
      }
      writer_.execute_list(sql::calls::remove_some, {{"account", account_}}, "cdr_ids", ids);
      keep_erased(writer_, account_, ids, Erased::gone);
      return changes;
    });
    progress(erased);
  }
  return erased;
}

}  // namespace callwidgets::figures
