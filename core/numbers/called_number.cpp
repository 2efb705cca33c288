#include "numbers/called_number.h"

#include <algorithm>

#include "calls/caller_number.h"
#include "calls/excerpt.h"
#include "calls/international.h"

namespace callwidgets::numbers {
namespace {

using calls::CallerNumber;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const auto begin = std::min(text.find_first_not_of(space), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(space) + 1);
}

// The number or the word, whatever its length.
std::string cleaned(std::string_view given, calls::Areas& areas, const std::string& region) {
  const CallerNumber number = calls::clean_number(given);
  if (number.form == CallerNumber::Form::whole) return calls::international(number, areas, region);
  return std::string{trimmed(given)};
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// `4.41633E+11`: what a spreadsheet makes of a number.
bool is_shortened(std::string_view text) {
  const auto exponent = text.find_first_of("Ee");
  return exponent != text.npos && exponent > 0 && text.substr(exponent + 1).starts_with('+') &&
         text.find_first_not_of("0123456789.,") == exponent &&
         text.find_first_not_of("0123456789", exponent + 2) == text.npos;
}

}  // namespace

std::string called_number(std::string_view given, calls::Areas& areas, const std::string& region) {
  std::string text = cleaned(given, areas, region);
  if (text.size() > longest_number) text.resize(longest_number);
  return text;
}

Pattern parse_pattern(std::string_view given, calls::Areas& areas, const std::string& region) {
  const std::string found = "the number is " + calls::excerpt(given);
  std::string_view text = trimmed(given);
  Pattern pattern;
  pattern.prefix = text.ends_with('*');
  if (pattern.prefix) text.remove_suffix(1);
  if (trimmed(text).empty() || text.find('*') != text.npos) {
    throw BadPattern{found +
                     "; allowed: a telephone number or another word that stands in the calls, with "
                     "* behind its beginning for all that begin so"};
  }
  if (has_control_character(text)) throw BadPattern{found + "; allowed: no control characters"};
  if (is_shortened(text)) {
    throw BadPattern{
        found +
        ", shortened by a spreadsheet; allowed: the whole number, in a column that the "
        "spreadsheet takes for text"};
  }
  const CallerNumber number = calls::clean_number(text);
  if (!pattern.prefix) {
    pattern.number = cleaned(text, areas, region);
  } else if (number.form == CallerNumber::Form::whole) {
    // No beginning can be made international by itself.
    pattern.number = number.text;
    if (!region.empty() && pattern.number.starts_with('0')) {
      throw BadPattern{found +
                       "; allowed: + and the country code in front, as the calls of an account "
                       "with a region have it"};
    }
  } else {
    pattern.number = trimmed(text);
  }
  if (pattern.number.size() > longest_number) {
    throw BadPattern{found + ", " + std::to_string(pattern.number.size()) +
                     " bytes; allowed: up to " + std::to_string(longest_number)};
  }
  return pattern;
}

std::string text_of(const Pattern& pattern) { return pattern.number + (pattern.prefix ? "*" : ""); }

}  // namespace callwidgets::numbers
