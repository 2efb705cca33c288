#include "json/text.h"

#include <algorithm>
#include <charconv>

namespace callwidgets::json {

void Text::separate() {
  if (!first_) json_ += ',';
  first_ = false;
}

Text& Text::open(char bracket) {
  separate();
  json_ += bracket;
  first_ = true;
  return *this;
}

Text& Text::close(char bracket) {
  json_ += bracket;
  first_ = false;
  return *this;
}

Text& Text::key(std::string_view name) {
  separate();
  quote(name);
  json_ += ':';
  first_ = true;
  return *this;
}

Text& Text::text(std::string_view value) {
  separate();
  quote(value);
  return *this;
}

Text& Text::number(std::int64_t value) {
  char digits[20];
  return raw({digits, std::to_chars(digits, digits + sizeof digits, value).ptr});
}

Text& Text::truth(bool value) { return raw(value ? "true" : "false"); }

Text& Text::raw(std::string_view json) {
  separate();
  json_ += json;
  return *this;
}

void Text::quote(std::string_view value) {
  constexpr char digits[] = "0123456789ABCDEF";
  constexpr auto plain = [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
  };
  json_ += '"';
  while (!value.empty()) {
    const auto end = std::find_if_not(value.begin(), value.end(), plain);
    json_.append(value.begin(), end);
    value.remove_prefix(static_cast<std::size_t>(end - value.begin()));
    if (value.empty()) break;
    const char c = value.front();
    value.remove_prefix(1);
    switch (c) {
      case '"':
        json_ += "\\\"";
        break;
      case '\\':
        json_ += "\\\\";
        break;
      case '\b':
        json_ += "\\b";
        break;
      case '\f':
        json_ += "\\f";
        break;
      case '\n':
        json_ += "\\n";
        break;
      case '\r':
        json_ += "\\r";
        break;
      case '\t':
        json_ += "\\t";
        break;
      default:
        json_ += "\\u00";
        json_ += digits[c >> 4];
        json_ += digits[c & 15];
    }
  }
  json_ += '"';
}

}  // namespace callwidgets::json
