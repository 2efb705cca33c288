#include "fcgi/endpoint/settling_notice.h"

#include "cache/feed.h"

namespace callwidgets::web {

std::optional<std::string> SettlingNotice::at(Time settled, Time now) {
  const bool keeps_nothing = now < settled;
  if (keeps_nothing == told_) return std::nullopt;
  told_ = keeps_nothing;
  if (!keeps_nothing) return "answers are kept again";
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(cache::unsettled).count();
  return "the calls have another history now: a backup was restored, or another server answers. "
         "For " +
         std::to_string(minutes) +
         " minutes every answer is computed anew and none is kept, for a restore may not be "
         "finished";
}

}  // namespace callwidgets::web
