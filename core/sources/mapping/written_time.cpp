#include "sources/mapping/written_time.h"

#include <algorithm>

#include "sources/mapping/letters.h"
#include "sources/mapping/time_text.h"
#include "sources/mapping/values.h"

namespace callwidgets::sources {
namespace {

constexpr const char* forms =
    "a form of YYYY YY MM M MMM DD D hh h mm ss am and signs is allowed, or iso, rfc2822, epoch, "
    "epoch_ms, epoch_us";

}  // namespace

std::optional<TimeForm> TimeForm::compile(std::string_view form, std::string& allowed) {
  TimeForm compiled;
  compiled.written_ = form;
  if (form == "iso" || form == "rfc2822") {
    compiled.named_ = form == "iso" ? Named::iso : Named::rfc2822;
    return compiled;
  }
  if (form == "epoch" || form == "epoch_ms" || form == "epoch_us") {
    compiled.named_ = Named::epoch;
    compiled.per_second_ = form == "epoch" ? 1 : form == "epoch_ms" ? 1'000 : 1'000'000;
    return compiled;
  }
  struct Word {
    std::string_view text;
    Part part;
  };
  // The longer ones first.
  constexpr Word words[] = {
      {"YYYY", Part::year},   {"YY", Part::short_year}, {"MMM", Part::month_name},
      {"MM", Part::month},    {"M", Part::short_month}, {"DD", Part::day},
      {"D", Part::short_day}, {"hh", Part::hour},       {"h", Part::short_hour},
      {"mm", Part::minute},   {"ss", Part::second},     {"am", Part::half},
      {" ", Part::blank}};
  unsigned had = 0;
  while (!form.empty()) {
    const auto* const word = std::find_if(std::begin(words), std::end(words), [&](const Word& one) {
      return form.starts_with(one.text);
    });
    if (word != std::end(words)) {
      compiled.items_.push_back({word->part});
      form.remove_prefix(word->text.size());
      had |= 1U << static_cast<unsigned>(word->part);
    } else if (is_letter(form.front()) && form.front() != 'T' && form.front() != 'Z') {
      allowed = forms;
      return std::nullopt;
    } else {
      compiled.items_.push_back({Part::sign, form.front()});
      form.remove_prefix(1);
    }
  }
  const auto one_of = [had](std::initializer_list<Part> parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [had](Part part) { return (had >> static_cast<unsigned>(part) & 1U) != 0; });
  };
  if (!one_of({Part::year, Part::short_year}) || !one_of({Part::day, Part::short_day}) ||
      !one_of({Part::month, Part::short_month, Part::month_name}) ||
      !one_of({Part::hour, Part::short_hour})) {
    allowed = forms;
    return std::nullopt;
  }
  return compiled;
}

TimeForm::Reading TimeForm::read(std::string_view text, WrittenTime& time) const {
  if (named_ == Named::epoch) return read_epoch(text, time);
  if (named_ == Named::none) return read_items(text, time);
  CivilTime civil;
  const TimeText front{text};
  const bool fits = named_ == Named::iso ? read_iso(front, civil) : read_rfc2822(front, civil);
  return fits ? civil.seconds(time) : Reading::other_form;
}

TimeForm::Reading TimeForm::read_epoch(std::string_view text, WrittenTime& time) const {
  const auto number = whole_number(text);
  if (!number) return Reading::other_form;
  constexpr std::int64_t end_of_9999 = 253'402'300'799;
  time.seconds = *number / per_second_;
  time.offset = 0;
  if (time.seconds > end_of_9999) return Reading::no_day;
  return *number > 0 ? Reading::fits : Reading::no_date;
}

TimeForm::Reading TimeForm::read_items(std::string_view text, WrittenTime& time) const {
  CivilTime civil;
  TimeText rest{text};
  bool halves = false;
  bool afternoon = false;
  for (const Item& item : items_) {
    bool fits = true;
    switch (item.part) {
      case Part::year:
        fits = rest.take_number(civil.year, 4, 4);
        break;
      case Part::short_year:
        fits = rest.take_number(civil.year, 2, 2);
        civil.year += civil.year < 70 ? 2000 : 1900;
        break;
      case Part::month:
        fits = rest.take_number(civil.month, 2, 2);
        break;
      case Part::short_month:
        fits = rest.take_number(civil.month, 1, 2);
        break;
      case Part::month_name:
        fits = rest.take_month(civil.month);
        break;
      case Part::day:
        fits = rest.take_number(civil.day, 2, 2);
        break;
      case Part::short_day:
        fits = rest.take_number(civil.day, 1, 2);
        break;
      case Part::hour:
        fits = rest.take_number(civil.hour, 2, 2);
        break;
      case Part::short_hour:
        fits = rest.take_number(civil.hour, 1, 2);
        break;
      case Part::minute:
        fits = rest.take_number(civil.minute, 2, 2);
        break;
      case Part::second:
        fits = rest.take_number(civil.second, 2, 2);
        rest.take_decimals();
        break;
      case Part::half:
        fits = halves = rest.take_half(afternoon);
        break;
      case Part::blank:
        fits = rest.take_blanks();
        break;
      case Part::sign:
        fits = rest.take(item.sign);
        break;
    }
    if (!fits) return Reading::other_form;
  }
  if (!rest.ended()) return Reading::other_form;
  if (halves) {
    if (civil.hour < 1 || civil.hour > 12) return Reading::no_day;
    civil.hour = civil.hour % 12 + (afternoon ? 12 : 0);
  }
  return civil.seconds(time);
}

}  // namespace callwidgets::sources
