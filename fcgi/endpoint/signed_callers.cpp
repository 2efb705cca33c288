#include "fcgi/endpoint/signed_callers.h"

#include <utility>

namespace callwidgets::web {

SignedCallers& SignedCallers::of_this_thread() {
  thread_local SignedCallers callers;
  return callers;
}

std::shared_ptr<const KnownCaller> SignedCallers::find(
    std::string_view token, const std::shared_ptr<const cache::Entry>& key,
    const std::string& audience, std::int64_t now) const {
  const auto found = by_token_.find(token);
  if (found == by_token_.end()) return nullptr;
  const Met& met = found->second;
  return met.key == key && met.audience == audience && now < met.until ? met.caller : nullptr;
}

void SignedCallers::keep(std::string_view token, std::shared_ptr<const cache::Entry> key,
                         const std::string& audience, std::int64_t until,
                         std::shared_ptr<const KnownCaller> caller) {
  constexpr std::size_t most = 1000;
  if (by_token_.size() >= most) by_token_.clear();
  by_token_[std::string{token}] = {std::move(key), audience, until, std::move(caller)};
}

}  // namespace callwidgets::web
