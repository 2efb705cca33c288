#include "sources/mapping/value_nodes.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "sources/mapping/letters.h"
#include "sources/mapping/values.h"

namespace callwidgets::sources {

std::string_view decimal(std::int64_t number, Evaluation& evaluation) {
  std::array<char, 24> digits;
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  const auto size = static_cast<std::size_t>(written.ptr - digits.data());
  char* text = evaluation.room(size);
  std::copy_n(digits.data(), size, text);
  return {text, size};
}

std::string_view Choice::value(Evaluation& evaluation) const {
  for (const Case& one : cases_) {
    if (one.condition->truth(evaluation)) return one.value->value(evaluation);
  }
  return otherwise_ ? otherwise_->value(evaluation) : std::string_view{};
}

std::string_view Lookup::value(Evaluation& evaluation) const {
  const std::string_view text = of_->value(evaluation);
  for (const Case& one : cases_) {
    if (one.text == text) return one.value->value(evaluation);
  }
  return otherwise_ ? otherwise_->value(evaluation) : std::string_view{};
}

std::string_view Sum::value(Evaluation& evaluation) const {
  std::int64_t sum = 0;
  for (const Term& term : terms_) {
    const std::string_view text = term.value->value(evaluation);
    if (text.empty()) return {};
    const auto number = whole_number(text);
    const bool fits = number && !(term.minus ? __builtin_sub_overflow(sum, *number, &sum)
                                             : __builtin_add_overflow(sum, *number, &sum));
    if (!fits) {
      throw ValueProblem{term.written + " is " + quoted(text) +
                         ", and + and - need numbers of at most 18 digits"};
    }
  }
  return decimal(sum, evaluation);
}

}  // namespace callwidgets::sources
