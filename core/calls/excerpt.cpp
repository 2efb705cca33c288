#include "calls/excerpt.h"

#include "calls/input/utf8.h"

namespace callwidgets::calls {
namespace {

// C1 controls (U+0080 to U+009F) move a terminal's cursor just as C0 ones do.
bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return first < 0x20 || first == 0x7F;
  return first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
}

}  // namespace

std::string excerpt(std::string_view text, std::size_t most) {
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string shown = "\"";
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t length = utf8_length(text.substr(i));
    const std::size_t step = length == 0 ? 1 : length;
    if (i + step > most) break;
    if (length == 0 || is_control(text.substr(i, step))) {
      for (std::size_t k = 0; k < step; ++k) {
        const auto byte = static_cast<unsigned char>(text[i + k]);
        shown += {'\\', 'x', hex[byte >> 4], hex[byte & 15]};
      }
    } else {
      shown += text.substr(i, step);
    }
    i += step;
  }
  shown += i < text.size() ? "...\"" : "\"";
  return shown;
}

}  // namespace callwidgets::calls
