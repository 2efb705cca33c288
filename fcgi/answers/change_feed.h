#pragma once
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "database/session.h"
#include "fcgi/answers/account_blocks.h"
#include "fcgi/endpoint/source.h"

namespace callwidgets::web {

// Reads the change feed, of the credentials and of any number of accounts: one statement where
// nothing has changed. Used by one thread.
class ChangeFeed {
 public:
  // The directory has no figures that could be another generation.
  static constexpr std::int64_t directory_generation = 1;

  // `account` is the name of the one that is answered from where a caller has none, empty: the
  // oldest. With `all_callers_are_known` there need not be one. `database` is the number of the
  // database that was read from last, as read() has it.
  ChangeFeed(std::string account, bool all_callers_are_known, std::uint64_t database)
      : account_(std::move(account)),
        all_callers_are_known_(all_callers_are_known),
        database_(database) {}

  // As Source::feed(). `database` is another number where the session is on another database than
  // before. Throws database::Error.
  FeedNews read(database::Session& session, std::uint64_t database, const cache::Stamp& directory,
                const std::vector<Asked>& accounts, std::int64_t now);

  // What the operator should know of the account that was chosen, in one line; empty: nothing.
  const std::string& notice() const { return notice_; }

 private:
  cache::FeedReading read_heads(database::Session& session, const cache::Stamp& since);
  bool is_as_it_was(const Asked& asked) const;
  void look_at_blocks(database::Session& session, const std::vector<const Asked*>& open);
  void note_choice(database::Session& session, std::int64_t account, std::int64_t accounts);

  const std::string account_;
  const bool all_callers_are_known_;
  std::uint64_t database_;
  std::unordered_set<std::int64_t> replaced_;  // not read yet since another database answers
  AccountBlocks blocks_;
  std::string notice_;
  std::int64_t accounts_ = 0;  // how many there were when it was made
};

}  // namespace callwidgets::web
