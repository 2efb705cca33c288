#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace callwidgets::calls {

// Where the first byte stands that is no UTF-8 (overlong forms and surrogates are none), or npos.
std::size_t first_not_utf8(std::string_view text);

// How many bytes the character at the start of `text` has, 1 to 4; 0 where it is no UTF-8 or cut
// off.
std::size_t utf8_length(std::string_view text);

// Appends a character by its number, up to 0x10FFFF. That of a surrogate gives bytes that are no
// UTF-8.
void append_utf8(std::string& to, std::uint32_t character);

}  // namespace callwidgets::calls
