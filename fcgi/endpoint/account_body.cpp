#include "fcgi/endpoint/account_body.h"

#include <chrono>
#include <cstddef>

#include "calendar/day.h"
#include "json/text.h"

namespace callwidgets::web {

std::string account_body(const cache::Served& account, std::int64_t now, std::int64_t max_days) {
  // As of an instant in UTC: `YYYY-MM-DD HH:MM:SS`.
  const std::string shown =
      calendar::format(calendar::Instant{std::chrono::seconds{account.local(now)}});
  const std::size_t space = shown.find(' ');
  json::Text json;
  json.begin_object().key("today").text(shown.substr(0, space));
  json.key("time").text(shown.substr(space + 1));
  json.key("time_zone").text(account.time_zone_name());
  json.key("max_days").number(max_days).end_object();
  return json.take();
}

}  // namespace callwidgets::web
