// The clock on the wall of a made-up telephone system, in Europe/London.
#pragma once

#include <cstdint>
#include <string>

namespace callwidgets::test {

// Seconds by which London is ahead of UTC at that moment (seconds since 1970), by the rule since
// 1996.
std::int64_t london_offset(std::int64_t utc);
// YYYY-MM-DD HH:MM:SS in London, of milliseconds since 1970.
std::string london_text(std::int64_t milliseconds);

}  // namespace callwidgets::test
