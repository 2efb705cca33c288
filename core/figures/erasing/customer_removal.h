#pragma once
#include <cstdint>

#include "accounts/account.h"
#include "database/session.h"
#include "figures/erasing/customer_calls.h"

namespace callwidgets::figures {

// Takes a customer, named by the platform's id, from an account. A later call that names it makes
// it anew.
class CustomerRemoval {
 public:
  // Looks whether that can be done, and writes nothing. Throws std::invalid_argument, saying what
  // is wrong, where there is no such customer, or a merge of it is unfinished; database::Error.
  // `writer` outlives this.
  CustomerRemoval(database::Session& writer, const accounts::Account& account,
                  std::int64_t customer_id);

  std::int64_t calls() const { return calls_; }

  // Erases its calls in batches of one transaction each, as caller_erasure.h does, so that the same
  // records bring none back; the last transaction removes the customer and its number mappings.
  // Whatever ends it between two, the same once more completes it. Where calls have come that may
  // not go (`with_calls` false) it throws std::invalid_argument. Gives how many calls it erased.
  std::int64_t run(bool with_calls, const BatchProgress& progress);

 private:
  void look();

  database::Session& writer_;
  const std::int64_t account_;
  const std::int64_t customer_id_;
  std::int64_t calls_ = 0;
};

}  // namespace callwidgets::figures
