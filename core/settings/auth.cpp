#include "settings/auth.h"

#include <Poco/StringTokenizer.h>

#include <array>
#include <utility>

namespace callwidgets::settings {
namespace {

constexpr std::array<std::pair<const char*, bool Auth::*>, 5> ways = {{
    {"server", &Auth::server},
    {"token", &Auth::token},
    {"signed", &Auth::signed_tokens},
    {"none", &Auth::none},
    {"everyone", &Auth::everyone},
}};

}  // namespace

std::optional<Auth> Auth::parse(const std::string& text) {
  Auth auth;
  const Poco::StringTokenizer words{text, ",", Poco::StringTokenizer::TOK_TRIM};
  for (const std::string& word : words) {
    bool known = false;
    for (const auto& [name, way] : ways) {
      if (word != name) continue;
      known = true;
      auth.*way = true;
    }
    if (!known) return std::nullopt;
  }
  const bool alone = auth.none || auth.everyone;
  if (words.count() == 0 || (alone && words.count() > 1)) return std::nullopt;
  return auth;
}

std::string Auth::text() const {
  std::string text;
  for (const auto& [name, way] : ways) {
    if (this->*way) text += (text.empty() ? "" : ", ") + std::string{name};
  }
  return text;
}

}  // namespace callwidgets::settings
