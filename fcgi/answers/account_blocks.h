#pragma once
#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>

#include "cache/feed.h"

namespace callwidgets::web {

// Tells which accounts need not be read again, however many there are: an account is as it was read
// while the sums over its block of accounts are as they were before that. Used by one thread.
class AccountBlocks {
 public:
  using Sums = std::pair<std::int64_t, std::int64_t>;  // of versions and of nonces
  using SumsOfBlocks = std::map<std::int64_t, Sums>;   // as sql/feed/heads.sql numbers blocks

  // The sums as they are now.
  void set(SumsOfBlocks sums) { sums_ = std::move(sums); }
  // The account was read so, after those sums.
  void saw(const cache::Known& known);
  static std::int64_t block_of(std::int64_t account) { return account >> 7; }
  static std::int64_t first_of(std::int64_t block) { return block << 7; }
  static std::int64_t last_of(std::int64_t block) { return (block << 7) + 127; }

  // Whether the account is still as that, by these sums.
  bool spares(const cache::Known& known) const;
  // Nothing is known any more: another database answers.
  void forget();

 private:
  struct Seen {
    cache::Known known;
    Sums sums;
  };
  // Those of the account's block; null where it has none.
  const Sums* sums_of(std::int64_t account) const;

  SumsOfBlocks sums_;
  std::unordered_map<std::int64_t, Seen> seen_;  // by account
};

}  // namespace callwidgets::web
