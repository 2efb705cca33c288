#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "calls/caller_number.h"

namespace callwidgets::calls {

// What networks and programs write in the place of a caller's number that isn't told: numbers, and
// words in any case.
class WithheldNumbers {
 public:
  WithheldNumbers() = default;
  explicit WithheldNumbers(const std::vector<std::string>& entries);

  // `given`, which cleaned is `number`, stands for nobody.
  bool holds(std::string_view given, const CallerNumber& number) const;

 private:
  std::set<std::string> numbers_;  // cleaned
  std::set<std::string> words_;    // in lower case
};

}  // namespace callwidgets::calls
