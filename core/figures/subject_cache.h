#pragma once
#include <cstdint>
#include <map>
#include <optional>

#include "database/session.h"
#include "figures/name_cache.h"
#include "figures/state.h"

namespace callwidgets::figures {

// Whose figures are read.
struct Subject {
  std::int64_t customer;  // the account's own number for it; 0: all of them
  std::int64_t scope;     // 0: nothing was ever counted
};

// What a session has learnt of one account: where a customer's figures are, and names. It holds in
// every state that has the same generation and the last one seen in its history, until the change
// feed says that everything changed: then a customer may be gone. Used by one thread.
class SubjectCache {
 public:
  // Where the figures of a customer are (customer_id 0: of all), as far as that is known.
  std::optional<Subject> find(std::int64_t account, std::int64_t customer_id) const;

  // Reads it, and the state, in one statement. Nothing for a customer that the account
  // doesn't have. Throws database::Error.
  std::optional<Subject> read(database::Session& session, std::int64_t account,
                              std::int64_t customer_id);

  // The last state seen: since read(), or told of.
  const State& state() const { return state_; }
  // Tells of a later state that figures were read in. False where the subject may be another one in
  // it: read() again. Throws database::Error.
  bool saw(database::Session& session, const State& state);

  std::int64_t account() const { return account_; }
  NameCache& names() { return names_; }

 private:
  std::int64_t account_ = 0;
  State state_;
  std::map<std::int64_t, Subject> subjects_;  // by customer_id
  NameCache names_;
};

}  // namespace callwidgets::figures
