#include "settings/rate_limit.h"

#include <Poco/StringTokenizer.h>

#include <charconv>

namespace callwidgets::settings {
namespace {

// The whole number that the text is, if it lies within 1 and `most`.
std::optional<double> number(const std::string& text, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > most)
    return std::nullopt;
  return value;
}

}  // namespace

std::optional<RateLimit> RateLimit::parse(const std::string& text) {
  const Poco::StringTokenizer words{text, " \t", Poco::StringTokenizer::TOK_IGNORE_EMPTY};
  const bool has_burst = words.count() == 3 && words[1] == "burst";
  if (words.count() != 1 && !has_burst) return std::nullopt;
  const std::string& rate = words[0];
  if (!rate.ends_with("/s") && !rate.ends_with("/m")) return std::nullopt;
  const auto times = number(rate.substr(0, rate.size() - 2), 100'000);
  const auto burst = has_burst ? number(words[2], 1'000'000) : times;
  if (!times || !burst) return std::nullopt;
  return RateLimit{rate.ends_with("/m") ? *times / 60 : *times, *burst};
}

}  // namespace callwidgets::settings
