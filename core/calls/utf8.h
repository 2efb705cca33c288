#pragma once
#include <cstddef>
#include <string_view>

namespace callwidgets::calls {

// Where the first byte stands that is no UTF-8 (overlong forms and surrogates are none), or npos.
std::size_t first_not_utf8(std::string_view text);

// How many bytes the character at the start of `text` has, 1 to 4; 0 where it is no UTF-8 or cut
// off.
std::size_t utf8_length(std::string_view text);

}  // namespace callwidgets::calls
