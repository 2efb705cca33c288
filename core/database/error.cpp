#include "database/error.h"

#include <string_view>

namespace callwidgets::database {
namespace {

// Servers name the user whom they refuse: `Access denied for user 'a'@'b'`. Logs are read by more
// people than settings are.
std::string without_user(std::string text) {
  constexpr std::string_view marks[] = {"user '", "User '"};
  for (const std::string_view mark : marks) {
    for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at)) {
      auto end = text.find('\'', at + mark.size());
      if (end != text.npos && text.compare(end, 3, "'@'") == 0) end = text.find('\'', end + 3);
      if (end == text.npos) end = text.size() - 1;
      text.replace(at + 4, end + 1 - (at + 4), " of the settings");
    }
  }
  return text;
}

}  // namespace

Error::Error(Kind kind, int code, const std::string& text)
    : std::runtime_error(without_user(text)), kind_(kind), code_(code), cause_(cause_of(code)) {}

Error::Error(Kind kind, Cause cause, const std::string& text)
    : std::runtime_error(without_user(text)), kind_(kind), cause_(cause) {}

std::string Error::advice() const {
  const std::string words = in_plain_words(cause_);
  return words.empty() ? what() : words + " (" + what() + ")";
}

Error Error::of(const std::string& place) const {
  const std::string text = what();
  if (text.find(place) != text.npos) return *this;
  Error error = *this;
  static_cast<std::runtime_error&>(error) = std::runtime_error(place + ": " + text);
  return error;
}

}  // namespace callwidgets::database
