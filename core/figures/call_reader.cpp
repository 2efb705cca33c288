#include "figures/call_reader.h"

#include <set>

#include "figures/stored_call.h"
#include "sql/statements.h"

namespace callwidgets::figures {

std::vector<calls::Call> CallReader::among(std::span<const database::Value> cdr_ids) {
  std::vector<calls::Call> found;
  session_.query_list(sql::calls::whole, {{"account", account_}}, "cdr_ids", cdr_ids,
                      [&](const database::Rows& rows) {
                        for (calls::Call& call : read(rows)) found.push_back(std::move(call));
                      });
  return found;
}

std::int64_t CallReader::last_start_of(std::int64_t source) {
  return session_
      .query(sql::calls::last_of_source, {{"account", account_}, {"call_source", source}})
      .integer(0, 0);
}

void CallReader::of_source(std::int64_t source, std::int64_t first, std::int64_t last,
                           const std::function<void(std::vector<calls::Call>& page)>& visit) {
  constexpr std::size_t most = 2000;
  std::int64_t start = first;
  std::string after;  // no id is empty
  for (;;) {
    auto page =
        read(session_.query(sql::calls::of_source, {{"account", account_},
                                                    {"call_source", source},
                                                    {"start", start},
                                                    {"last_start", last},
                                                    {"after", after},
                                                    {"limit", static_cast<std::int64_t>(most)}}));
    if (page.empty()) return;
    const bool more = page.size() == most;
    start = page.back().start.time_since_epoch().count();
    after = page.back().cdr_id;
    visit(page);
    if (!more) return;
  }
}

std::vector<calls::Call> CallReader::read(const database::Rows& rows) {
  meet_customers(rows);
  std::vector<calls::Call> calls(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    StoredCall stored = whole_call(rows, row);
    calls::Call& call = calls[row];
    call.cdr_id = rows.bytes(row, 0);
    call.start = stored.instant();
    call.duration = stored.duration;
    call.answered = stored.answered;
    call.quarantined = stored.quarantined;
    call.customer_id = customers_.at(stored.customer);
    call.caller = stored.caller;
    call.number = rows.bytes(row, 13);
    call.attribution = names_.name(session_, account_, stored.attribution);
    call.origin = names_.name(session_, account_, stored.origin);
    call.source = stored.source;
    call.reason = stored.reason;
    call.waited = stored.waited;
    call.called = std::move(stored.called);
  }
  return calls;
}

void CallReader::meet_customers(const database::Rows& rows) {
  std::set<std::int64_t> unknown;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::int64_t number = rows.integer(row, 1);
    if (!customers_.contains(number)) unknown.insert(number);
  }
  if (unknown.empty()) return;
  const std::vector<database::Value> numbers{unknown.begin(), unknown.end()};
  session_.query_list(sql::customers::numbered, {{"account", account_}}, "numbers", numbers,
                      [&](const database::Rows& found) {
                        for (std::size_t row = 0; row < found.size(); ++row) {
                          customers_[found.integer(row, 0)] = found.integer(row, 1);
                        }
                      });
  for (const std::int64_t number : unknown) {
    if (customers_.contains(number)) continue;
    throw database::Error(
        database::Error::Kind::refused, database::Cause::told,
        "the customer with the number " + std::to_string(number) +
            " is missing: the database looks half restored: restore the whole backup again");
  }
}

}  // namespace callwidgets::figures
