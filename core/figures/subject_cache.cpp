#include "figures/subject_cache.h"

#include <string>

#include "sql/statements.h"

namespace callwidgets::figures {

std::optional<Subject> SubjectCache::find(std::int64_t account, std::int64_t customer_id) const {
  // Before the first version there is no nonce by which to tell one history from another.
  if (account != account_ || state_.nonce == 0) return std::nullopt;
  const auto found = subjects_.find(customer_id);
  if (found == subjects_.end()) return std::nullopt;
  return found->second;
}

std::optional<Subject> SubjectCache::read(database::Session& session, std::int64_t account,
                                          std::int64_t customer_id) {
  constexpr std::size_t most_subjects = 10'000;
  if (account != account_) *this = SubjectCache{};
  account_ = account;
  const bool whole = customer_id == 0;
  const auto rows = session.query(sql::scopes::asked, {{"account", account},
                                                       {"customer_id", customer_id},
                                                       {"whole", std::int64_t{whole}},
                                                       {"seen_version", state_.version}});
  if (rows.empty()) {
    throw database::Error(database::Error::Kind::unavailable, database::Cause::told,
                          "the account with the number " + std::to_string(account) +
                              " is missing: the database looks half restored");
  }
  const State now{rows.integer(0, 0), rows.integer(0, 1), rows.integer(0, 2)};
  const bool same_history = state_.nonce != 0 && rows.integer(0, 3) == state_.nonce;
  if (!same_history) names_ = {};
  const bool customers_changed = rows.integer(0, 6) > state_.version;
  if (!same_history || now.generation != state_.generation || customers_changed) subjects_.clear();
  state_ = now;

  Subject subject{rows.integer(0, 4), rows.integer(0, 5)};
  if (!whole && subject.customer == 0) return std::nullopt;
  if (state_.nonce == 0) subject.scope = 0;
  if (subjects_.size() == most_subjects) subjects_.clear();
  if (subject.scope != 0) subjects_.insert_or_assign(customer_id, subject);
  return subject;
}

bool SubjectCache::saw(database::Session& session, const State& state) {
  const std::int64_t known = state_.version;
  if (state.version > known) {
    const auto rows = session.query(sql::feed::everything, {{"account", account_}});
    if (!rows.empty() && rows.integer(0, 0) > known) {
      subjects_.clear();
      return false;
    }
  }
  state_ = state;
  return true;
}

}  // namespace callwidgets::figures
