// Days and UTF-8 as the tests reckon them, on their own: nothing here is shared with the product.
#pragma once

#include <string>

namespace callwidgets::test {

// Days since 1970-01-01 of a day of the proleptic Gregorian calendar, and back.
long day_number(int year, int month, int day);
std::string day_text(long day);         // YYYY-MM-DD
std::string moment_text(long seconds);  // YYYY-MM-DD HH:MM:SS, UTC
long today_in_utc();

bool is_utf8(const std::string& bytes);

}  // namespace callwidgets::test
