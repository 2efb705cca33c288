#include "calls/withheld_numbers.h"

namespace callwidgets::calls {
namespace {

std::string as_word(std::string_view text) {
  static constexpr std::string_view white_space = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(white_space);
  if (begin == text.npos) return {};
  std::string word{text.substr(begin, text.find_last_not_of(white_space) + 1 - begin)};
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return word;
}

}  // namespace

WithheldNumbers::WithheldNumbers(const std::vector<std::string>& entries) {
  for (const std::string& entry : entries) {
    CallerNumber number = clean_number(entry);
    if (number.form == CallerNumber::Form::whole) {
      numbers_.insert(std::move(number.text));
    } else {
      words_.insert(as_word(entry));
    }
  }
}

bool WithheldNumbers::holds(std::string_view given, const CallerNumber& number) const {
  if (number.form == CallerNumber::Form::whole) return numbers_.contains(number.text);
  return number.form == CallerNumber::Form::unreadable && words_.contains(as_word(given));
}

}  // namespace callwidgets::calls
