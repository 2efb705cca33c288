#include "json/text.h"

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

Text& Text::number(std::int64_t value) { return raw(std::to_string(value)); }

Text& Text::truth(bool value) { return raw(value ? "true" : "false"); }

Text& Text::raw(std::string_view json) {
  separate();
  json_ += json;
  return *this;
}

void Text::quote(std::string_view value) {
  constexpr char digits[] = "0123456789ABCDEF";
  json_ += '"';
  for (const char c : value) {
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
        if (const auto byte = static_cast<unsigned char>(c); byte < 0x20) {
          json_ += "\\u00";
          json_ += digits[byte >> 4];
          json_ += digits[byte & 15];
        } else {
          json_ += c;
        }
    }
  }
  json_ += '"';
}

}  // namespace callwidgets::json
