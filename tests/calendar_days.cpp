#include "calendar_days.h"

#include <cstdio>
#include <ctime>

namespace callwidgets::test {
namespace {

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_of(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

}  // namespace

// Counted out year by year: slow, and plain enough to be believed.
long day_number(int year, int month, int day) {
  long number = 0;
  for (int y = 1970; y < year; ++y) number += is_leap(y) ? 366 : 365;
  for (int y = year; y < 1970; ++y) number -= is_leap(y) ? 366 : 365;
  for (int m = 1; m < month; ++m) number += days_of(year, m);
  return number + day - 1;
}

std::string day_text(long day) {
  int year = 1970, month = 1;
  while (day < 0) day += is_leap(--year) ? 366 : 365;
  while (day >= (is_leap(year) ? 366 : 365)) day -= is_leap(year++) ? 366 : 365;
  while (day >= days_of(year, month)) day -= days_of(year, month++);
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02d-%02ld", year, month, day + 1);
  return text;
}

std::string moment_text(long seconds) {
  const long day = seconds / 86400, rest = seconds % 86400;
  char text[32];
  std::snprintf(text, sizeof text, " %02ld:%02ld:%02ld", rest / 3600, rest / 60 % 60, rest % 60);
  return day_text(day) + text;
}

long today_in_utc() { return time(nullptr) / 86400; }

bool is_utf8(const std::string& bytes) {
  for (size_t i = 0; i < bytes.size();) {
    const unsigned char c = static_cast<unsigned char>(bytes[i]);
    const int more = c < 0x80 ? 0 : c < 0xC2 ? -1 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : c < 0xF5 ? 3 : -1;
    if (more < 0 || i + more >= bytes.size()) return false;
    for (int k = 1; k <= more; ++k) {
      if ((static_cast<unsigned char>(bytes[i + k]) & 0xC0) != 0x80) return false;
    }
    i += more + 1;
  }
  return true;
}

}  // namespace callwidgets::test
