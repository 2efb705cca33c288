#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "accounts/account.h"
#include "database/session.h"
#include "figures/generation.h"
#include "figures/upkeep/builder.h"

namespace callwidgets::figures {

// A rebuild that is part of a first load: what that does in each transaction, and in the one that
// serves the generation. Either may throw, and the rebuild with it.
struct RebuiltLoad {
  std::function<void()> in_each_transaction;
  std::function<void()> in_the_last;
  std::size_t memory = BuilderOptions{}.memory;
};

// The making of a new generation of an account's figures, while answers go on coming from the old
// one and imports go on. An interrupted one leaves nothing that answers; the next one starts
// afresh. What a purge left of earlier days (retention.h) is taken over from the one that answers.
// All throws database::Error, std::system_error (no room for temporary files).
class Rebuild {
 public:
  // How many changes that were imported meanwhile a transaction takes in: more than a batch brings,
  // so that a rebuild ends while imports go on.
  static constexpr std::size_t rows_of_a_replay = 4000;

  // Begins: from now on each batch keeps the former state of what it changes. One that somebody
  // else has begun, or left behind, is taken over. The generation's days will be those of
  // `zone_name`. `writer` outlives this. Refused while the account's first calls are being loaded,
  // unless it is that load's.
  Rebuild(database::Session& writer, const accounts::Account& account, const std::string& zone_name,
          RebuiltLoad load = {});

  const Generation& generation() const { return generation_; }

  // Gives the builder all calls, read in one snapshot.
  void read_calls(database::Session& reader);
  // Or they are given one by one: all that there are, and none is imported meanwhile.
  void add(const StoredCall& call) { builder_.add(call); }

  // Builds, takes in what was imported meanwhile, and serves the generation.
  void finish();

  // Makes the day and hour that stand with each call those of the generation's zone.
  void rewrite_local_hours();

 private:
  void refuse_unless_building();
  void forget_what_was_read();
  bool replay();
  void move_retention(const std::optional<Generation>& old);

  database::Session& writer_;
  const RebuiltLoad load_;
  const Generation generation_;
  Builder builder_;
  std::int64_t version_;  // of the calls that the builder has
};

// All of it. `reader` and `writer` are two sessions.
void rebuild(database::Session& reader, database::Session& writer, const accounts::Account& account,
             const std::string& zone_name);

// A rebuild that goes on fails, and serves nothing. Inside a transaction that holds the account.
void give_up_building(database::Session& writer, std::int64_t account);

// Removes the rows of generations that stopped answering at least a minute ago: who had begun to
// read one is done.
void remove_retired(database::Session& writer, std::int64_t account);

}  // namespace callwidgets::figures
