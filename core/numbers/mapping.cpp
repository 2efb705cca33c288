#include "numbers/mapping.h"

#include "calls/excerpt.h"

namespace callwidgets::numbers {

std::string described(const Mapping& mapping) {
  std::string text = text_of(mapping.pattern) + ", customer " + std::to_string(mapping.customer_id);
  if (!mapping.attribution.empty()) text += ", " + calls::excerpt(mapping.attribution);
  if (mapping.from_day != Mapping::always || mapping.to_day != Mapping::for_good) text += ",";
  if (mapping.from_day != Mapping::always)
    text += " from " + calendar::format(calendar::day_of(mapping.from_day));
  if (mapping.to_day != Mapping::for_good)
    text += " to " + calendar::format(calendar::day_of(mapping.to_day));
  return text;
}

}  // namespace callwidgets::numbers
