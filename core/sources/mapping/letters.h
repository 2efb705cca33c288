#pragma once
#include <string>
#include <string_view>

namespace callwidgets::sources {

// Characters of ASCII, whatever the locale; all others are left as they are.
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

bool same_letters(std::string_view one, std::string_view other);  // case apart
std::string_view trimmed(std::string_view text);                  // without blanks at both ends

// As a message may quote it: on one line, at most 80 bytes.
std::string quoted(std::string_view text);

}  // namespace callwidgets::sources
