#include "question/parameters.h"

namespace callwidgets::question {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text, bool plus_is_space) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && hex_digit(text[at + 1]) >= 0 &&
        hex_digit(text[at + 2]) >= 0) {
      result += static_cast<char>(hex_digit(text[at + 1]) * 16 + hex_digit(text[at + 2]));
      at += 2;
    } else {
      result += plus_is_space && text[at] == '+' ? ' ' : text[at];
    }
  }
  return result;
}

bool unfilled(std::string_view value) {
  return value.size() >= 4 && value.starts_with("{{") && value.ends_with("}}");
}

}  // namespace

std::string percent_decoded(std::string_view text) { return decoded(text, false); }

Parameters::Parameters(std::string_view query_string) {
  while (!query_string.empty()) {
    const std::string_view pair = query_string.substr(0, query_string.find('&'));
    query_string.remove_prefix(std::min(query_string.size(), pair.size() + 1));
    const auto equals = pair.find('=');
    values_[decoded(pair.substr(0, equals), true)] =
        equals == pair.npos ? "" : decoded(pair.substr(equals + 1), true);
  }
}

std::optional<std::string_view> Parameters::get(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end() || found->second.empty() || unfilled(found->second))
    return std::nullopt;
  return found->second;
}

}  // namespace callwidgets::question
