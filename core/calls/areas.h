#pragma once
#include <string>

namespace callwidgets::calls {

// What is known of telephone numbers: where they are from, how they are written internationally.
class Areas {
 public:
  virtual ~Areas() = default;
  // The origin of a call from `number`, `+` and digits: `Mobile`, an area's English name, a
  // country's where only that is known, or `Unknown`.
  virtual std::string area_of(const std::string& number) = 0;
  // `number` as E.164 writes it: what is not written so is either international, `+` and digits,
  // perhaps with the 0 that is dialled within its country, or national, digits as dialled within
  // `region` (two capital letters, as in "GB"; not used for the former). Empty where it is seen
  // to be no complete number.
  virtual std::string international(const std::string& number, const std::string& region) = 0;
};

}  // namespace callwidgets::calls
