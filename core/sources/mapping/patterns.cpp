#include "sources/mapping/patterns.h"

#include "sources/mapping/letters.h"

namespace callwidgets::sources {
namespace {

// A star that fails later is tried again one character on; stars before it need no other try.
bool fits(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  std::size_t in_text = 0;
  std::size_t star = std::string_view::npos;
  std::size_t tried = 0;
  while (in_text < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      tried = in_text;
    } else if (at < pattern.size() && (pattern[at] == '?' || pattern[at] == lower(text[in_text]))) {
      ++at;
      ++in_text;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      in_text = ++tried;
    } else {
      return false;
    }
  }
  while (at < pattern.size() && pattern[at] == '*') ++at;
  return at == pattern.size();
}

}  // namespace

Patterns::Patterns(const std::vector<std::string>& patterns) : patterns_(patterns) {
  for (std::string& pattern : patterns_) {
    for (char& c : pattern) c = lower(c);
  }
}

bool Patterns::match(std::string_view text) const {
  for (const std::string& pattern : patterns_) {
    if (fits(pattern, text)) return true;
  }
  return false;
}

}  // namespace callwidgets::sources
