#include "sources/mapping/time_text.h"

#include <array>
#include <utility>

#include "calendar/day.h"
#include "sources/mapping/letters.h"

namespace callwidgets::sources {
namespace {

constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};

// The names that RFC 2822 keeps from its forerunner, in hours ahead of UTC.
constexpr std::array<std::pair<std::string_view, int>, 11> zones{{{"GMT", 0},
                                                                  {"UT", 0},
                                                                  {"UTC", 0},
                                                                  {"EST", -5},
                                                                  {"EDT", -4},
                                                                  {"CST", -6},
                                                                  {"CDT", -5},
                                                                  {"MST", -7},
                                                                  {"MDT", -6},
                                                                  {"PST", -8},
                                                                  {"PDT", -7}}};

}  // namespace

TimeForm::Reading CivilTime::seconds(WrittenTime& time) const {
  if (year < 1970) return TimeForm::Reading::no_date;
  const date::year_month_day written{date::year{year}, date::month{static_cast<unsigned>(month)},
                                     date::day{static_cast<unsigned>(day)}};
  if (!written.ok() || hour > 23 || minute > 59 || second > 59) return TimeForm::Reading::no_day;
  const std::int64_t days = calendar::number(calendar::Day{written});
  time.seconds = days * 86400 + hour * 3600 + minute * 60 + second;
  time.offset = offset;
  return TimeForm::Reading::fits;
}

bool TimeText::take(char sign) {
  if (text_.empty() || text_.front() != sign) return false;
  text_.remove_prefix(1);
  return true;
}

bool TimeText::take_blanks() {
  if (!take(' ')) return false;
  while (take(' ')) {
  }
  return true;
}

bool TimeText::take_number(int& number, std::size_t least, std::size_t most) {
  std::size_t digits = 0;
  int value = 0;
  while (digits < most && digits < text_.size() && is_digit(text_[digits])) {
    value = value * 10 + (text_[digits++] - '0');
  }
  if (digits < least) return false;
  number = value;
  text_.remove_prefix(digits);
  return true;
}

bool TimeText::take_month(int& month) {
  for (std::size_t at = 0; at < months.size(); ++at) {
    if (!same_letters(text_.substr(0, 3), months[at])) continue;
    month = static_cast<int>(at) + 1;
    text_.remove_prefix(3);
    return true;
  }
  return false;
}

bool TimeText::take_half(bool& afternoon) {
  for (const std::string_view half : {"am", "pm", "a.m.", "p.m."}) {
    if (!same_letters(text_.substr(0, half.size()), half)) continue;
    afternoon = half.front() == 'p';
    text_.remove_prefix(half.size());
    return true;
  }
  return false;
}

bool TimeText::take_letters(std::string_view& letters) {
  std::size_t size = 0;
  while (size < text_.size() && is_letter(text_[size])) ++size;
  letters = text_.substr(0, size);
  text_.remove_prefix(size);
  return size > 0;
}

void TimeText::take_decimals() {
  if (text_.size() < 2 || (text_[0] != '.' && text_[0] != ',') || !is_digit(text_[1])) return;
  text_.remove_prefix(1);
  while (!text_.empty() && is_digit(text_.front())) text_.remove_prefix(1);
}

bool TimeText::take_offset(std::int32_t& offset) {
  offset = 0;
  if (take('Z') || take('z')) return true;
  const bool behind = text_.starts_with('-');
  int hours = 0;
  int minutes = 0;
  if ((!take('+') && !take('-')) || !take_number(hours, 2, 2)) return false;
  const bool colon = take(':');
  if (!take_number(minutes, 2, 2) && colon) return false;
  offset = (hours * 3600 + minutes * 60) * (behind ? -1 : 1);
  return hours <= 18 && minutes <= 59;
}

bool read_iso(TimeText text, CivilTime& time) {
  if (!text.take_number(time.year, 4, 4) || !text.take('-') ||
      !text.take_number(time.month, 2, 2) || !text.take('-') || !text.take_number(time.day, 2, 2)) {
    return false;
  }
  if (!text.take('T') && !text.take('t') && !text.take_blanks()) return false;
  if (!text.take_number(time.hour, 2, 2) || !text.take(':') ||
      !text.take_number(time.minute, 2, 2)) {
    return false;
  }
  if (text.take(':')) {
    if (!text.take_number(time.second, 2, 2)) return false;
    text.take_decimals();
  }
  text.take_blanks();
  if (text.ended()) return true;
  time.offset = 0;
  return text.take_offset(*time.offset) && text.ended();
}

bool read_rfc2822(TimeText text, CivilTime& time) {
  std::string_view letters;
  if (text.take_letters(letters)) {  // the day of the week
    if (letters.size() != 3 || !text.take(',')) return false;
    text.take_blanks();
  }
  if (!text.take_number(time.day, 1, 2) || !text.take_blanks() || !text.take_month(time.month) ||
      !text.take_blanks() || !text.take_number(time.year, 4, 4) || !text.take_blanks() ||
      !text.take_number(time.hour, 2, 2) || !text.take(':') ||
      !text.take_number(time.minute, 2, 2)) {
    return false;
  }
  if (text.take(':') && !text.take_number(time.second, 2, 2)) return false;
  if (!text.take_blanks()) return false;
  time.offset = 0;
  if (text.take_offset(*time.offset)) return text.ended();
  if (!text.take_letters(letters) || !text.ended()) return false;
  for (const auto& [name, hours] : zones) {
    if (!same_letters(letters, name)) continue;
    time.offset = hours * 3600;
    return true;
  }
  return false;
}

}  // namespace callwidgets::sources
