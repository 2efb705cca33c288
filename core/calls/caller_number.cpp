#include "calls/caller_number.h"

#include <algorithm>
#include <array>

namespace callwidgets::calls {
namespace {

// Beyond ASCII's: what word processors and web pages put into numbers.
constexpr std::array<std::string_view, 14> dropped = {
    "\u00A0", "\u2007", "\u2009", "\u200A", "\u202F", "\u3000",                      // white space
    "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\uFF0D",  // dashes
};

std::string without_punctuation(std::string_view given) {
  static constexpr std::string_view ascii = " \t\r\n\v\f.-()[]{}";
  std::string text;
  for (std::size_t at = 0; at < given.size();) {
    const auto starts_here = [rest = given.substr(at)](std::string_view mark) {
      return rest.starts_with(mark);
    };
    const auto wide = static_cast<unsigned char>(given[at]) < 0x80
                          ? dropped.end()
                          : std::find_if(dropped.begin(), dropped.end(), starts_here);
    if (wide != dropped.end()) {
      at += wide->size();
      continue;
    }
    if (ascii.find(given[at]) == ascii.npos) text += given[at];
    ++at;
  }
  return text;
}

}  // namespace

CallerNumber clean_number(std::string_view given) {
  std::string text = without_punctuation(given);
  std::string_view digits = text;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  const bool masked = digits.ends_with("xxx");
  if (masked) digits.remove_suffix(3);
  if (digits.empty() || digits.find_first_not_of("0123456789") != digits.npos) return {};
  return {masked ? CallerNumber::Form::masked : CallerNumber::Form::whole, std::move(text)};
}

}  // namespace callwidgets::calls
