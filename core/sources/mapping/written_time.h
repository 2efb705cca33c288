#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace callwidgets::sources {

// A date and a time as they are written.
struct WrittenTime {
  std::int64_t seconds = 0;            // since 1970, as if they were UTC
  std::optional<std::int32_t> offset;  // how far ahead of UTC, in seconds, where it is written
};

// How dates and times are written: `YYYY-MM-DD hh:mm:ss`, `M/D/YY h:mm am`, or one of the names
// iso, rfc2822, epoch, epoch_ms and epoch_us. Decimals of seconds are read and cut. Safe to use
// from any thread.
class TimeForm {
 public:
  enum class Reading {
    fits,
    other_form,
    no_date,  // a date that stands for none: before 1970, or of zeros; an epoch of 0
    no_day,   // a day or an hour that no calendar has
  };

  // Nothing where the form is none; `allowed` tells what is.
  static std::optional<TimeForm> compile(std::string_view form, std::string& allowed);

  Reading read(std::string_view text, WrittenTime& time) const;
  const std::string& written() const { return written_; }

 private:
  enum class Part : std::uint8_t {
    year,
    short_year,
    month,
    short_month,
    month_name,
    day,
    short_day,
    hour,
    short_hour,
    minute,
    second,
    half,
    sign,
    blank,
  };
  struct Item {
    Part part;
    char sign = 0;
  };
  enum class Named : std::uint8_t { none, iso, rfc2822, epoch };

  Reading read_items(std::string_view text, WrittenTime& time) const;
  Reading read_epoch(std::string_view text, WrittenTime& time) const;

  std::string written_;
  Named named_ = Named::none;
  std::int64_t per_second_ = 1;  // of an epoch
  std::vector<Item> items_;
};

}  // namespace callwidgets::sources
