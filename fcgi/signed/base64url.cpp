#include "fcgi/signed/base64url.h"

#include <cstdint>

namespace callwidgets::web {
namespace {

// The six bits that a digit stands for; -1 where it is none.
int bits(char digit) {
  if (digit >= 'A' && digit <= 'Z') return digit - 'A';
  if (digit >= 'a' && digit <= 'z') return digit - 'a' + 26;
  if (digit >= '0' && digit <= '9') return digit - '0' + 52;
  if (digit == '-') return 62;
  return digit == '_' ? 63 : -1;
}

}  // namespace

std::optional<std::string> base64url_decoded(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t pending = 0;
  unsigned size = 0;  // of `pending`, in bits
  for (const char digit : text) {
    const int value = bits(digit);
    if (value < 0) return std::nullopt;
    pending = (pending << 6 | static_cast<std::uint32_t>(value)) & 0x3fff;
    size += 6;
    if (size < 8) continue;
    size -= 8;
    bytes += static_cast<char>(pending >> size & 0xff);
  }
  // What the last digit has too many is 0: else several texts would stand for the same bytes.
  if ((pending & ((1U << size) - 1)) != 0) return std::nullopt;
  return bytes;
}

}  // namespace callwidgets::web
