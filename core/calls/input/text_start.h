#pragma once
#include <string_view>

#include "calls/input/window.h"

namespace callwidgets::calls {

// Moves past a byte order mark and blank lines; false where nothing else is there. White space
// before CSV's first name stays: it belongs to that name. Throws InputError.
bool find_text_start(Window& window);

// Whether the text that begins so, with five bytes or more where it has them, is JSON: what is RTF,
// or UTF-16 without a mark, is none for all its first byte.
bool begins_json(std::string_view bytes);

}  // namespace callwidgets::calls
