#include "pbx_clock.h"

#include "calendar_days.h"

namespace callwidgets::test {
namespace {

// 01:00 UTC of the last Sunday of a month of 31 days.
std::int64_t last_sunday(int year, int month) {
  const long last = day_number(year, month, 31);
  return (last - (last + 4) % 7) * 86400L + 3600;  // 1970-01-01 was a Thursday
}

struct Summer {
  std::int64_t begin = 0, end = 0, year_begin = 0, year_end = 0;
};

}  // namespace

std::int64_t london_offset(std::int64_t utc) {
  static thread_local Summer summer;  // of the year that was asked for last
  if (utc < summer.year_begin || utc >= summer.year_end) {
    const int year = std::stoi(day_text(static_cast<long>(utc / 86400)));
    summer = {last_sunday(year, 3), last_sunday(year, 10), day_number(year, 1, 1) * 86400L,
              day_number(year + 1, 1, 1) * 86400L};
  }
  return utc >= summer.begin && utc < summer.end ? 3600 : 0;
}

std::string london_text(std::int64_t milliseconds) {
  static thread_local std::int64_t known = -1;  // the day that was asked for last
  static thread_local std::string text;
  const std::int64_t utc = milliseconds / 1000, local = utc + london_offset(utc);
  if (local / 86400 != known) text = day_text(static_cast<long>(known = local / 86400)) + " ";
  const auto second = static_cast<int>(local % 86400);
  const auto two = [](int number) {
    return std::string{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
  };
  return text + two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60);
}

}  // namespace callwidgets::test
