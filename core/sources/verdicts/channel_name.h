#pragma once
#include <string>
#include <string_view>

namespace callwidgets::sources {

// Asterisk's names of channels: `PJSIP/201-0000001f`, `Local/201@from-internal-0000000d;1`.

// The device: the name without the number that each channel of it has of its own.
std::string_view device_of(std::string_view channel);

// A telephone's name, as nearly all systems give them: a technology and two to six digits.
bool is_extension(std::string_view device);

// One of the two halves of a channel that Asterisk makes to run a part of its dial plan.
bool is_local(std::string_view channel);
// The name of the other half; empty where the name has no half.
std::string other_half_of(std::string_view channel);

// Whether a name fits a pattern, in which `*` stands for any text; letters of either case are the
// same.
bool fits(std::string_view name, std::string_view pattern);

}  // namespace callwidgets::sources
