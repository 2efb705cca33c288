#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace callwidgets::calls {

// Why a call was missed. The numbers are what the database holds.
enum class Reason : std::uint8_t {
  none,  // answered, or nothing is known
  out_of_hours,
  abandoned_in_menu,
  abandoned_in_queue,
  abandoned_ringing,
  short_abandoned,
  no_agent,
  not_answered,
  busy,
  voicemail,
  fax,
  failed,
};

// As the enumerator is written; empty for `none`.
std::string_view name_of(Reason reason);
// Nothing for any other text.
std::optional<Reason> reason_named(std::string_view name);

}  // namespace callwidgets::calls
