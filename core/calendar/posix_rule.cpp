#include "calendar/posix_rule.h"

namespace callwidgets::calendar {

// Reads from the front of a text; each function is false where the form is another.
class PosixRuleParser {
 public:
  explicit PosixRuleParser(std::string_view text) : text_(text) {}

  bool rule(PosixRule& rule) {
    if (!name() || !time(rule.standard_)) return false;
    rule.standard_ = -rule.standard_;  // POSIX counts to the west
    rule.daylight_ = rule.standard_;
    if (text_.empty()) return true;
    if (!name()) return false;
    rule.daylight_ = rule.standard_ + 3600;
    if (!text_.starts_with(',')) {
      if (!time(rule.daylight_)) return false;
      rule.daylight_ = -rule.daylight_;
    }
    return skip(',') && change(rule.begin_) && skip(',') && change(rule.end_) && text_.empty();
  }

 private:
  bool skip(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }

  bool number(int& value) {
    std::size_t digits = 0;
    for (value = 0; digits < text_.size() && digits < 4; ++digits) {
      const char c = text_[digits];
      if (c < '0' || c > '9') break;
      value = value * 10 + (c - '0');
    }
    text_.remove_prefix(digits);
    return digits > 0;
  }

  // `CET` or `<+01>`
  bool name() {
    const bool quoted = skip('<');
    std::size_t length = 0;
    const auto letter = [&](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
             (quoted && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
    };
    while (length < text_.size() && letter(text_[length])) ++length;
    text_.remove_prefix(length);
    return length >= 3 && (!quoted || skip('>'));
  }

  // `[+-]hh[:mm[:ss]]`, in seconds
  bool time(std::int32_t& seconds) {
    const bool minus = skip('-');
    if (!minus) skip('+');
    int hours = 0, minutes = 0, rest = 0;
    if (!number(hours) || hours > 167) return false;
    if (skip(':') && (!number(minutes) || minutes > 59)) return false;
    if (skip(':') && (!number(rest) || rest > 59)) return false;
    seconds = (hours * 60 + minutes) * 60 + rest;
    if (minus) seconds = -seconds;
    return true;
  }

  bool change(PosixRule::Change& change) {
    using Form = PosixRule::Change::Form;
    if (skip('M')) {
      change.form = Form::weekday;
      if (!number(change.month) || !skip('.') || !number(change.week) || !skip('.') ||
          !number(change.day) || change.month < 1 || change.month > 12 || change.week < 1 ||
          change.week > 5 || change.day > 6) {
        return false;
      }
    } else {
      change.form = skip('J') ? Form::julian : Form::day;
      const int first = change.form == Form::julian ? 1 : 0;
      if (!number(change.day) || change.day < first || change.day > 365) return false;
    }
    return !skip('/') || time(change.time);
  }

  std::string_view text_;
};

std::optional<PosixRule> PosixRule::parse(std::string_view text) {
  PosixRule rule;
  if (!PosixRuleParser{text}.rule(rule)) return std::nullopt;
  return rule;
}

Day PosixRule::Change::in(date::year year) const {
  if (form == Form::weekday) {
    const date::weekday weekday{static_cast<unsigned>(day)};
    const auto month_of = year / date::month{static_cast<unsigned>(month)};
    if (week == 5) return Day{month_of / weekday[date::last]};
    return Day{month_of / weekday[static_cast<unsigned>(week)]};
  }
  const Day first{year / date::January / 1};
  if (form == Form::day) return first + date::days{day};
  const bool leaps = year.is_leap() && day >= 60;
  return first + date::days{day - 1 + (leaps ? 1 : 0)};
}

std::int32_t PosixRule::offset(Instant instant) const {
  if (daylight_ == standard_) return standard_;
  const date::year_month_day local{
      date::floor<date::days>(instant + std::chrono::seconds{standard_})};
  const Instant begin = begin_.in(local.year()) + std::chrono::seconds{begin_.time - standard_};
  const Instant end = end_.in(local.year()) + std::chrono::seconds{end_.time - daylight_};
  const bool saving =
      begin < end ? instant >= begin && instant < end : instant >= begin || instant < end;
  return saving ? daylight_ : standard_;
}

}  // namespace callwidgets::calendar
