#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "calendar/day.h"
#include "question/parameters.h"
#include "question/problem.h"

namespace callwidgets::question {

// A validated request for widgets. Whether the customer exists is for the database to say.
struct Question {
  std::vector<std::size_t> types;  // rows of the table of widgets, in the order asked for
  bool several = false;            // answered as an array of envelopes
  std::int64_t customer_id = 0;    // 0: the whole account
  calendar::Range range;
  std::size_t datasources = 1;  // how many entries an envelope has; all are segment 0, everything
};

// What a request's values are measured against.
struct Rules {
  std::span<const std::string_view> types;  // the widgets' names, by row
  calendar::Day today;                      // in the account's time zone
  std::int64_t max_days;                    // the longest range
  std::int64_t top_customers = 10;          // the most rows of top_customers_by_calls
};

// The parameters of `/widgets/data`. Throws Problem for the first that is wrong, in the contract's
// order.
Question parse(const Parameters& parameters, const Rules& rules);

// 1 to 18 digits without a sign or a leading zero; a lone `0` too. Throws Problem naming
// `customer_id`.
std::int64_t parse_customer_id(std::string_view text);

}  // namespace callwidgets::question
