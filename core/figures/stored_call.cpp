#include "figures/stored_call.h"

#include <tuple>

#include "sql/statements.h"

namespace callwidgets::figures {

bool StoredCall::counts_as(const StoredCall& other) const {
  const auto counted = [](const StoredCall& call) {
    return std::tie(call.customer, call.start, call.duration, call.answered, call.quarantined,
                    call.caller, call.attribution, call.origin);
  };
  return counted(*this) == counted(other);
}

StoredCall stored_call(const database::Rows& rows, std::size_t row) {
  StoredCall call;
  call.customer = rows.integer(row, 1);
  call.start = rows.integer(row, 2);
  call.duration = static_cast<std::int32_t>(rows.integer(row, 3));
  call.answered = rows.integer(row, 4) != 0;
  call.quarantined = rows.integer(row, 5) != 0;
  call.caller = rows.integer(row, 6);
  call.attribution = rows.integer(row, 7);
  call.origin = rows.integer(row, 8);
  return call;
}

StoredCall whole_call(const database::Rows& rows, std::size_t row) {
  StoredCall call = stored_call(rows, row);
  call.source = rows.integer(row, 9);
  call.reason = static_cast<calls::Reason>(rows.integer(row, 10));
  call.waited = static_cast<std::int32_t>(rows.integer(row, 11));
  call.called = rows.bytes(row, 12);
  return call;
}

StoredCalls stored_calls(database::Session& session, std::int64_t account,
                         std::span<const database::Value> cdr_ids) {
  StoredCalls found;
  session.query_list(sql::calls::former, {{"account", account}}, "cdr_ids", cdr_ids,
                     [&](const database::Rows& rows) {
                       for (std::size_t row = 0; row < rows.size(); ++row) {
                         found[std::string{rows.bytes(row, 0)}] = whole_call(rows, row);
                       }
                     });
  return found;
}

}  // namespace callwidgets::figures
