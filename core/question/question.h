#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "calendar/day.h"
#include "identity/caller.h"
#include "question/parameters.h"
#include "question/problem.h"

namespace callwidgets::question {

// A validated request for widgets, of a caller who may have its answer. Whether the customer exists
// is for the database to say.
struct Question {
  std::int64_t account = 0;
  std::vector<std::size_t> types;  // rows of the table of widgets, in the order asked for
  bool several = false;            // answered as an array of envelopes
  std::int64_t customer_id = 0;    // 0: the whole account
  calendar::Range range;
  std::size_t datasources = 1;  // how many entries an envelope has; all are segment 0, everything
};

// What a request's values are measured against.
struct Rules {
  std::int64_t account;                     // the one that the caller sees
  std::span<const std::string_view> types;  // the widgets' names, by row
  calendar::Day today;                      // in the account's time zone
  std::int64_t max_days;                    // the longest range
  std::int64_t top_customers = 10;          // the most rows of top_customers_by_calls
};

// The parameters of `/widgets/data`. Where no customer is named, the caller's only one is meant.
// Throws Problem for the first that is wrong, in the contract's order; not_found for a customer
// that the caller may not see.
Question parse(const Parameters& parameters, const identity::Caller& caller, const Rules& rules);

// The same answer for a customer that is not there and for one that the caller may not see.
Problem no_such_customer(std::int64_t customer_id);

// 1 to 18 digits without a sign or a leading zero; a lone `0` too. Throws Problem naming
// `customer_id`.
std::int64_t parse_customer_id(std::string_view text);

}  // namespace callwidgets::question
