#include "calls/reason.h"

#include <algorithm>
#include <array>

namespace callwidgets::calls {
namespace {

constexpr std::array<std::string_view, 12> names = {
    "",
    "out_of_hours",
    "abandoned_in_menu",
    "abandoned_in_queue",
    "abandoned_ringing",
    "short_abandoned",
    "no_agent",
    "not_answered",
    "busy",
    "voicemail",
    "fax",
    "failed",
};
static_assert(names.size() == static_cast<std::size_t>(Reason::failed) + 1);

}  // namespace

std::string_view name_of(Reason reason) { return names[static_cast<std::size_t>(reason)]; }

std::optional<Reason> reason_named(std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Reason>(found - names.begin());
}

}  // namespace callwidgets::calls
