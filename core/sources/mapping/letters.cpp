#include "sources/mapping/letters.h"

#include <algorithm>

namespace callwidgets::sources {
namespace {

bool follows(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

bool same_letters(std::string_view one, std::string_view other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t most = 80;
  std::string shown{text.substr(0, most)};
  if (text.size() > most) {
    while (!shown.empty() && follows(shown.back())) shown.pop_back();
    if (!shown.empty() && static_cast<unsigned char>(shown.back()) >= 0x80) shown.pop_back();
    shown += "…";
  }
  for (char& c : shown) {
    if (static_cast<unsigned char>(c) < 32 || c == 127) c = ' ';
  }
  return "'" + shown + "'";
}

}  // namespace callwidgets::sources
