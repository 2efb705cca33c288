#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace callwidgets::calls {

// `text` in quotes as a message may show it: one line, printable, valid UTF-8; control characters
// and bytes that are no UTF-8 as \xNN, and what exceeds `most` bytes of `text` replaced by "...".
std::string excerpt(std::string_view text, std::size_t most = 60);

}  // namespace callwidgets::calls
