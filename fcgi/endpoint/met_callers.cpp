#include "fcgi/endpoint/met_callers.h"

#include <utility>

namespace callwidgets::web {

MetCallers& MetCallers::of_this_thread() {
  thread_local MetCallers callers;
  return callers;
}

const MetCaller* MetCallers::find(std::uint64_t owner, std::string_view authorization) const {
  if (owner != owner_) return nullptr;
  const auto found = by_authorization_.find(authorization);
  return found == by_authorization_.end() ? nullptr : &found->second;
}

void MetCallers::keep(std::uint64_t owner, const std::string& authorization, MetCaller caller) {
  constexpr std::size_t most = 1024;
  if (owner != owner_ || by_authorization_.size() >= most) by_authorization_.clear();
  owner_ = owner;
  by_authorization_[authorization] = std::move(caller);
}

}  // namespace callwidgets::web
