#include "calls/input/text_start.h"

#include <algorithm>

namespace callwidgets::calls {

bool find_text_start(Window& window) {
  window.want(3);
  if (window.bytes().starts_with("\xEF\xBB\xBF")) window.advance(3);
  for (;;) {
    const std::string_view bytes = window.bytes();
    const std::size_t begin = std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size());
    if (begin < bytes.size()) {
      // White space before a CSV header's first name belongs to that name.
      const std::size_t line_end = begin == 0 ? bytes.npos : bytes.find_last_of("\r\n", begin - 1);
      const bool json = bytes[begin] == '{' || bytes[begin] == '[';
      window.advance(json ? begin : line_end == bytes.npos ? 0 : line_end + 1);
      return true;
    }
    window.advance(bytes.size() == Window::capacity ? bytes.size()
                                                    : bytes.find_last_of("\r\n") + 1);
    if (!window.want_more() && window.ended()) {
      window.advance(window.bytes().size());
      return false;
    }
  }
}

bool begins_json(std::string_view bytes) {
  const bool opens = bytes[0] == '{' || bytes[0] == '[';
  return opens && !bytes.starts_with("{\\rtf") && bytes.substr(1, 1) != std::string_view{"\0", 1};
}

}  // namespace callwidgets::calls
