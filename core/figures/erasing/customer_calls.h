#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "database/session.h"
#include "figures/generation.h"
#include "figures/stored_call.h"

namespace callwidgets::figures {

constexpr std::size_t customer_calls_of_a_batch = 2000;

// How many calls of a customer (the account's own number for it) are stored. Throws
// database::Error, as the others.
std::int64_t count_calls_of_customer(database::Session& session, std::int64_t account,
                                     std::int64_t customer);

// How many number mappings name a customer, by the platform's id.
std::int64_t count_mappings_of_customer(database::Session& session, std::int64_t account,
                                        std::int64_t customer_id);

// Some of its calls, as many as a batch takes.
struct IdentifiedCall {
  std::string cdr_id;
  StoredCall call;
};
std::vector<IdentifiedCall> some_calls_of_customer(database::Session& session, std::int64_t account,
                                                   std::int64_t customer);

// Refuses where figures of purged calls stay that name the customer: nobody can count them anew.
// `customer_id` is for the message.
void refuse_with_earlier_figures(database::Session& session, const Generation& generation,
                                 std::int64_t customer, std::int64_t customer_id);

// How many calls of a customer are done. Called between batches; what it throws ends the run.
using BatchProgress = std::function<void(std::int64_t calls)>;

}  // namespace callwidgets::figures
