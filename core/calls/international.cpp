#include "calls/international.h"

namespace callwidgets::calls {

std::string international(const CallerNumber& number, Areas& areas, const std::string& region) {
  for (const std::string* form : {&number.with_zero, &number.text}) {
    if (form->empty() || ((*form)[0] != '+' && region.empty())) continue;
    std::string written = areas.international(*form, region);
    if (!written.empty()) return written;
  }
  return number.text;
}

}  // namespace callwidgets::calls
