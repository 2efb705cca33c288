#include "sources/mapping/values.h"

#include <algorithm>
#include <charconv>

#include "sources/mapping/letters.h"

namespace callwidgets::sources {
namespace {

// Digits with perhaps a sign before and decimals behind; where the decimals' point stands.
std::optional<std::size_t> point_of(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t first = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  const std::size_t point = at;
  if (point == first) return std::nullopt;
  if (at == text.size()) return point;
  if (text[at++] != '.' || at == text.size()) return std::nullopt;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at != text.size()) return std::nullopt;
  return point;
}

// `1:02:03` and `02:03`, perhaps with decimals.
std::optional<std::int64_t> clock_seconds(std::string_view text) {
  std::int64_t seconds = 0;
  int parts = 0;
  for (;;) {
    const std::size_t colon = text.find(':');
    const auto part = whole_number(text.substr(0, colon));
    constexpr std::int64_t most = 1'000'000;
    if (!part || *part < 0 || *part > most || (parts > 0 && *part > 59)) return std::nullopt;
    seconds = seconds * 60 + *part;
    if (++parts > 3) return std::nullopt;
    if (colon == text.npos) return seconds;
    if (text.substr(0, colon).find('.') != text.npos) return std::nullopt;
    text.remove_prefix(colon + 1);
  }
}

std::int64_t unit_named(std::string_view name) {
  for (const std::string_view hours : {"h", "hr", "hrs", "hour", "hours"}) {
    if (same_letters(name, hours)) return 3600;
  }
  for (const std::string_view minutes : {"m", "min", "mins", "minute", "minutes"}) {
    if (same_letters(name, minutes)) return 60;
  }
  for (const std::string_view seconds : {"s", "sec", "secs", "second", "seconds"}) {
    if (same_letters(name, seconds)) return 1;
  }
  return 0;
}

// `1 h 2 min 3 s`.
std::optional<std::int64_t> unit_seconds(std::string_view text) {
  std::int64_t seconds = 0;
  while (!text.empty()) {
    std::size_t digits = 0;
    while (digits < text.size() && (is_digit(text[digits]) || text[digits] == '.')) ++digits;
    const auto count = whole_number(text.substr(0, digits));
    text = trimmed(text.substr(digits));
    std::size_t letters = 0;
    while (letters < text.size() && is_letter(text[letters])) ++letters;
    const std::int64_t unit = unit_named(text.substr(0, letters));
    constexpr std::int64_t most = 1'000'000'000;
    if (!count || *count > most || unit == 0) return std::nullopt;
    seconds += *count * unit;
    if (seconds > most) return std::nullopt;
    text = trimmed(text.substr(letters));
  }
  return seconds;
}

}  // namespace

bool is_true(std::string_view text) {
  if (text.empty() || text.size() > 5) return !text.empty();
  if (text.size() == 1) return text[0] != '0' && lower(text[0]) != 'f';
  return !same_letters(text, "no") && !same_letters(text, "false");
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  const auto point = point_of(text);
  if (!point) return std::nullopt;
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + *point, value);
  if (read.ec != std::errc{}) return std::nullopt;
  return value;
}

std::optional<double> number(std::string_view text) {
  if (!point_of(text)) return std::nullopt;
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{}) return std::nullopt;
  return value;
}

std::optional<std::int64_t> seconds_of(std::string_view text, std::int64_t per_second) {
  text = trimmed(text);
  if (const auto plain = whole_number(text)) {
    if (text.starts_with('-')) return std::nullopt;
    return *plain / per_second;
  }
  if (text.empty() || text.size() > 64) return std::nullopt;
  return text.find(':') == text.npos ? unit_seconds(text) : clock_seconds(text);
}

std::string_view epoch_of(std::string_view unique_id) {
  // Only a system's name may hold a dash.
  const std::size_t dash = unique_id.rfind('-');
  const std::string_view id = dash == unique_id.npos ? unique_id : unique_id.substr(dash + 1);
  const std::size_t dot = id.find('.');
  if (dash == 0 || (dot != 9 && dot != 10) || dot + 1 == id.size()) return {};
  for (std::size_t at = 0; at < id.size(); ++at) {
    if (at != dot && !is_digit(id[at])) return {};
  }
  return id.substr(0, dot);
}

}  // namespace callwidgets::sources
