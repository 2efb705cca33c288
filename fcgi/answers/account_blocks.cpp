#include "fcgi/answers/account_blocks.h"

namespace callwidgets::web {

const AccountBlocks::Sums* AccountBlocks::sums_of(std::int64_t account) const {
  const auto found = sums_.find(block_of(account));
  return found == sums_.end() ? nullptr : &found->second;
}

void AccountBlocks::saw(const cache::Known& known) {
  if (const Sums* const sums = sums_of(known.account)) seen_[known.account] = {known, *sums};
}

bool AccountBlocks::spares(const cache::Known& known) const {
  const auto seen = seen_.find(known.account);
  if (seen == seen_.end() || seen->second.known != known) return false;
  const Sums* const now = sums_of(known.account);
  return now && *now == seen->second.sums;
}

void AccountBlocks::forget() {
  sums_.clear();
  seen_.clear();
}

}  // namespace callwidgets::web
