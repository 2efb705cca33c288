#include "calls/caller_number.h"

#include <algorithm>
#include <array>
#include <optional>

namespace callwidgets::calls {
namespace {

// Beyond ASCII's: what word processors, web pages and telephones put into numbers.
constexpr std::string_view dropped[] = {
    // white space
    "\u00A0", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
    "\u2008", "\u2009", "\u200A", "\u202F", "\u205F", "\u3000",
    // of no width
    "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF",
    // the direction of writing
    "\u061C", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066",
    "\u2067", "\u2068", "\u2069",
    // dashes, slashes, brackets
    "\u00AD", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\uFE63",
    "\uFF0D", "\u2044", "\u2215", "\uFF0F", "\uFF08", "\uFF09"};

// How many bytes at the start of `text` are dropped.
std::size_t dropped_length(std::string_view text) {
  static constexpr std::string_view ascii = " \t\r\n\v\f.-/()[]{}";
  if (static_cast<unsigned char>(text[0]) < 0x80) return ascii.find(text[0]) != ascii.npos ? 1 : 0;
  for (const std::string_view mark : dropped) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

// What stands before the number itself: a spreadsheet's mark of text, a link's scheme.
std::size_t prefix_length(std::string_view text) {
  const std::size_t mark = text.starts_with('\'') ? 1 : 0;
  static constexpr std::string_view scheme = "tel:";
  if (text.size() < mark + scheme.size()) return mark;
  for (std::size_t i = 0; i < scheme.size(); ++i) {
    const char c = text[mark + i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != scheme[i]) return mark;
  }
  return mark + scheme.size();
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// `+44` or `0044`.
bool is_country_code(std::string_view text) {
  const std::size_t begin = text.starts_with('+') ? 1 : text.starts_with("00") ? 2 : text.size();
  return is_digits(text.substr(begin)) && text.size() - begin <= 3;
}

struct Stripped {
  std::string text;
  std::optional<std::size_t> zero_at;  // where a 0 in brackets stood behind a country code
};

Stripped without_punctuation(std::string_view given) {
  static constexpr std::string_view zero_in_brackets = "(0)";
  Stripped result;
  std::string& text = result.text;
  for (std::size_t at = 0; at < given.size();) {
    if (given.substr(at).starts_with(zero_in_brackets) &&
        is_country_code(std::string_view{text}.substr(prefix_length(text)))) {
      result.zero_at = text.size();
      at += zero_in_brackets.size();
    } else if (const std::size_t length = dropped_length(given.substr(at)); length > 0) {
      at += length;
    } else {
      text += given[at++];
    }
  }
  const std::size_t prefix = prefix_length(text);
  text.erase(0, prefix);
  if (result.zero_at) *result.zero_at -= prefix;
  return result;
}

}  // namespace

CallerNumber clean_number(std::string_view given) {
  auto [text, zero_at] = without_punctuation(given);
  if (text.empty()) return {};
  std::string_view digits = text;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  const bool masked = digits.ends_with("xxx");
  if (masked) digits.remove_suffix(3);
  if (!is_digits(digits)) return {CallerNumber::Form::unreadable, {}, {}};
  std::string with_zero;
  if (zero_at) with_zero = std::string{text}.insert(*zero_at, 1, '0');
  return {masked ? CallerNumber::Form::masked : CallerNumber::Form::whole, std::move(text),
          std::move(with_zero)};
}

}  // namespace callwidgets::calls
