#include "sources/mapping/setting_table.h"

#include <algorithm>

#include "calendar/zone.h"
#include "sources/mapping/letters.h"
#include "sources/mapping/opening_hours.h"
#include "sources/mapping/patterns.h"

namespace callwidgets::sources {
namespace {

using Type = SettingType;

std::optional<std::int64_t> whole(std::string_view text) {
  constexpr std::size_t most_digits = 9;
  if (text.empty() || text.size() > most_digits) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool is_among(std::string_view value, std::string_view words) {
  while (!words.empty()) {
    const std::size_t comma = std::min(words.find(", "), words.size());
    if (value == words.substr(0, comma)) return true;
    words.remove_prefix(std::min(comma + 2, words.size()));
  }
  return false;
}

bool is_customer(std::string_view value) {
  constexpr std::size_t most_digits = 18;
  return value == "leave out" || (!value.empty() && value.size() <= most_digits &&
                                  value.front() != '0' && std::ranges::all_of(value, is_digit));
}

}  // namespace

const std::vector<Setting>& all_settings() {
  static const std::vector<Setting> settings{
      {"kind", Type::text, "", "", "the kind whose lines this file takes over, such as freepbx"},
      {"method", Type::words, "pairs, legs, calls", "calls",
       "what a row is: a pair of channels, a leg, or a whole call"},
      {"database", Type::text, "", "", "address of the database that has the call table"},
      {"table", Type::text, "", "cdr", "the call table"},
      {"file", Type::list, "", "", "files of calls in place of a database"},
      {"format", Type::words, "auto, csv, json, master_csv", "auto", "what the file is"},
      {"columns", Type::list, "", "", "names of the columns of a file that has no header line"},
      {"order", Type::text, "", "", "the column by which recent rows are found"},
      {"order_tells", Type::words, "start, end, number", "start",
       "what that column tells: when a row's leg starts or ends, or the number of the row as it is "
       "written"},
      {"order_form", Type::words, "local, utc, epoch, epoch_ms", "local",
       "how that column is written: YYYY-MM-DD hh:mm:ss in the zone or in UTC, or seconds or "
       "thousandths since 1970"},
      {"zone", Type::zone, "", "", "time zone of the telephone system, such as Europe/London"},
      {"look_back", Type::span, "", "1d", "how far back rows may still change"},
      {"longest_call", Type::span, "", "4h", "how long a call may last"},
      {"rows_per_second", Type::number, "", "20000", "at most so many rows are read a second"},
      {"require_called", Type::words, "auto, yes, no", "auto",
       "whether a call from outside must name the called number (auto: where any row does)"},
      {"trunks", Type::patterns, "", "", "channels that lead outside, such as PJSIP/provider-*"},
      {"people", Type::patterns, "", "*", "channels of people; others answer as machines do"},
      {"withheld_words", Type::list, "",
       "anonymous, unknown, restricted, unavailable, private, withheld, asterisk, s",
       "words in place of a caller's number that stand for none"},
      {"minimum_talk", Type::span, "", "0", "a shorter talk counts as no answer"},
      {"short_seconds", Type::span, "", "0",
       "a caller who hangs up sooner is short_abandoned (0: none is)"},
      {"opening_hours", Type::hours, "", "", "such as mon-fri 08:00-17:30, sat 09:00-12:00"},
      {"unknown_customer", Type::customer, "", "leave out",
       "the customer of calls to numbers that no number mapping knows"},
      {"count_blocked", Type::words, "no, yes", "no", "whether callers on a blacklist count"},
      {"cel", Type::text, "", "", "table or file of channel events, for exact talk"},
      {"queue_log", Type::text, "", "",
       "table or file of queue events, for exact waiting and talk"},
  };
  return settings;
}

const Setting* setting_named(std::string_view name) {
  const auto& settings = all_settings();
  const auto found =
      std::ranges::find_if(settings, [&](const Setting& one) { return one.name == name; });
  return found == settings.end() ? nullptr : &*found;
}

bool is_list(SettingType type) {
  return type == Type::list || type == Type::patterns || type == Type::hours;
}

std::optional<std::int64_t> span_of(std::string_view text) {
  std::int64_t unit = 1;
  if (!text.empty() && !is_digit(text.back())) {
    switch (lower(text.back())) {
      case 's':
        break;
      case 'm':
        unit = 60;
        break;
      case 'h':
        unit = 3600;
        break;
      case 'd':
        unit = 86400;
        break;
      default:
        return std::nullopt;
    }
    text.remove_suffix(1);
  }
  const auto value = whole(trimmed(text));
  if (!value) return std::nullopt;
  return *value * unit;
}

std::string refused(const Setting& setting, const std::string& value) {
  switch (setting.type) {
    case Type::words:
      return is_among(value, setting.allowed) ? "" : "allowed are " + std::string{setting.allowed};
    case Type::number:
      return whole(value).value_or(0) > 0 ? "" : "a whole number from 1 to 999999999 is allowed";
    case Type::span:
      return span_of(value) ? "" : "seconds or a span like 90m, 4h or 2d is allowed";
    case Type::zone:
      return calendar::Zone::named(value) ? "" : "an IANA time zone like Europe/London is allowed";
    case Type::customer:
      return is_customer(value) ? ""
                                : "a customer's id of 1 to 18 digits, or leave out, is allowed";
    default:
      return {};
  }
}

std::string refused(const Setting& setting, const std::vector<std::string>& items) {
  if (setting.type == Type::hours) {
    return OpeningHours::parse(items) ? "" : "hours like mon-fri 08:00-17:30 are allowed";
  }
  if (setting.type == Type::patterns) {
    for (const std::string& item : items) {
      if (item.size() > Patterns::longest) return "a pattern has at most 256 bytes";
    }
  }
  return {};
}

}  // namespace callwidgets::sources
