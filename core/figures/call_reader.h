#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "calls/call.h"
#include "database/session.h"
#include "figures/name_cache.h"

namespace callwidgets::figures {

// Reads calls of one account back as they went in, but for `customer_number`, which no call keeps:
// calls::same_facts() of such a call and of the one that was given is true. Keeps the ids and names
// that it has met. Used by one thread. All functions throw database::Error.
class CallReader {
 public:
  // `session` outlives this.
  CallReader(database::Session& session, std::int64_t account)
      : session_(session), account_(account) {}

  // The calls among `cdr_ids` that there are, in no particular order; none may be repeated.
  std::vector<calls::Call> among(std::span<const database::Value> cdr_ids);

  // When the last call of a source began, in seconds since 1970; 0: it has none.
  std::int64_t last_start_of(std::int64_t source);

  // Gives the calls of a source (accounts/source.h) that began in first … last, seconds since 1970,
  // in pages, in the order of start and cdr_id. Each page is a statement of its own: what changes
  // meanwhile may be seen or not, unless a transaction is around it. `visit` may change the calls
  // that it was given.
  void of_source(std::int64_t source, std::int64_t first, std::int64_t last,
                 const std::function<void(std::vector<calls::Call>& page)>& visit);

 private:
  std::vector<calls::Call> read(const database::Rows& rows);
  void meet_customers(const database::Rows& rows);

  database::Session& session_;
  const std::int64_t account_;
  std::unordered_map<std::int64_t, std::int64_t> customers_;  // ids by numbers
  NameCache names_;
};

}  // namespace callwidgets::figures
