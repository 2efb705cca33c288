#pragma once
#include <optional>
#include <string_view>

#include "sources/mapping/written_time.h"

namespace callwidgets::sources {

// A date and a time of day in numbers, as they were read.
struct CivilTime {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::optional<std::int32_t> offset;

  TimeForm::Reading seconds(WrittenTime& time) const;
};

// The front of a text, taken piece by piece. A take that fails leaves it where it was.
class TimeText {
 public:
  explicit TimeText(std::string_view text) : text_(text) {}

  bool ended() const { return text_.empty(); }
  bool take(char sign);
  bool take_blanks();
  bool take_number(int& number, std::size_t least, std::size_t most);  // digits
  bool take_month(int& month);                                         // `Jan`, any case
  bool take_half(bool& afternoon);                                     // `am`, `PM`, `p.m.`
  bool take_letters(std::string_view& letters);
  void take_decimals();
  bool take_offset(std::int32_t& offset);  // `Z`, `+02:00`, `+0200`, `+02`

 private:
  std::string_view text_;
};

// `2026-03-29 02:30:00`, `2026-03-29T02:30:00.5Z`; and `Fri, 05 Jun 2026 10:00:00 +0000`.
bool read_iso(TimeText text, CivilTime& time);
bool read_rfc2822(TimeText text, CivilTime& time);

}  // namespace callwidgets::sources
