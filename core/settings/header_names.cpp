#include "settings/header_names.h"

#include <Poco/String.h>
#include <Poco/StringTokenizer.h>

#include <algorithm>

namespace callwidgets::settings {
namespace {

constexpr const char* letters_and_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

bool is_of(const std::string& name, const std::string& characters) {
  return !name.empty() && name.find_first_not_of(characters) == name.npos;
}

}  // namespace

std::optional<std::string> user_header_variable(const std::string& name) {
  if (!is_of(name, std::string{letters_and_digits} + '-')) return std::nullopt;
  std::string variable = "HTTP_" + Poco::toUpper(name);
  std::replace(variable.begin(), variable.end(), '-', '_');
  const bool about_programs =
      variable.find("USER_AGENT") != variable.npos || variable.find("USERAGENT") != variable.npos;
  if (!variable.starts_with("HTTP_X_") || variable.find("USER") == variable.npos || about_programs)
    return std::nullopt;
  return variable;
}

std::optional<std::vector<std::string>> header_names(const std::string& text) {
  const Poco::StringTokenizer names{
      text, ",", Poco::StringTokenizer::TOK_TRIM | Poco::StringTokenizer::TOK_IGNORE_EMPTY};
  const bool all = std::all_of(names.begin(), names.end(), [](const std::string& name) {
    return is_of(name, std::string{letters_and_digits} + "-_");
  });
  if (!all) return std::nullopt;
  return std::vector<std::string>{names.begin(), names.end()};
}

}  // namespace callwidgets::settings
