#pragma once
#include <cstdint>

#include "accounts/account.h"
#include "database/session.h"
#include "figures/erasing/customer_calls.h"

namespace callwidgets::figures {

// Makes a customer's calls another's, both named by the platform's ids.
class CustomerMerge {
 public:
  // Looks whether that can be done, and writes nothing. Throws std::invalid_argument, saying what
  // is wrong, where one of them isn't there or was merged before, into another one than `into`;
  // database::Error. `writer` outlives this.
  CustomerMerge(database::Session& writer, const accounts::Account& account, std::int64_t from,
                std::int64_t into);

  // Calls that are still the former one's.
  std::int64_t calls() const { return calls_; }
  // Nothing is left to do, for it was done before.
  bool is_done() const { return done_; }

  // From now on whoever imports `from` means `into`, and number mappings name it.
  void begin();
  // Moves the calls in batches of one transaction each, so that each call is the one's or the
  // other's at every moment; the last transaction takes `from` from the customers. Whatever ends it
  // between two, the whole merge once more completes it. Gives how many calls it moved.
  std::int64_t finish(const BatchProgress& progress);

 private:
  void look();

  database::Session& writer_;
  const std::int64_t account_;
  const std::int64_t from_, into_;
  std::int64_t calls_ = 0;
  bool done_ = false;
  bool begun_ = false;
};

}  // namespace callwidgets::figures
