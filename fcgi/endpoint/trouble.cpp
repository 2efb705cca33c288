#include "fcgi/endpoint/trouble.h"

namespace callwidgets::web {
namespace {

std::string text_of(std::chrono::steady_clock::duration time) {
  return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(time).count()) + " s";
}

}  // namespace

std::optional<std::string> Trouble::failed(const Unavailable& reason, Time now) {
  // Servers that give another text each time must not fill the log.
  constexpr std::size_t most_reasons = 5;
  const std::lock_guard lock{mutex_};
  if (!reason_) {
    since_ = now;
    known_ = false;
  }
  reason_ = reason;
  failed_ = now;
  std::erase_if(told_, [&](const auto& told) { return now - told.second >= reminder; });
  if (told_.contains(reason.what()) || told_.size() >= most_reasons) return std::nullopt;
  told_[reason.what()] = now;
  known_ = true;
  return what_ + (now - since_ < std::chrono::seconds{1} ? "" : ", for " + text_of(now - since_)) +
         ": " + reason.what();
}

std::optional<std::string> Trouble::ended(Time now) {
  if (!reason_) return std::nullopt;
  reason_.reset();
  if (!known_) return std::nullopt;
  return mended_ + ", after " + text_of(now - since_);
}

std::optional<std::string> Trouble::succeeded(Time now) {
  const std::lock_guard lock{mutex_};
  return ended(now);
}

std::optional<std::string> Trouble::succeeded_since(Time now, std::chrono::seconds quiet) {
  const std::lock_guard lock{mutex_};
  return now - failed_ < quiet ? std::nullopt : ended(now);
}

std::optional<Trouble::State> Trouble::state(Time now) const {
  const std::lock_guard lock{mutex_};
  if (!reason_) return std::nullopt;
  return State{reason_->plain(), std::chrono::duration_cast<std::chrono::seconds>(now - since_)};
}

std::optional<Unavailable> Trouble::reason() const {
  const std::lock_guard lock{mutex_};
  return reason_;
}

}  // namespace callwidgets::web
