#include "sources/mapping/condition_nodes.h"

#include <algorithm>

#include "sources/mapping/evaluation.h"
#include "sources/mapping/values.h"

namespace callwidgets::sources {
namespace {

std::optional<double> as_number(const Operand& operand, std::string_view text) {
  return operand.number ? operand.number : number(text);
}

template <class Value>
bool holds(Sign sign, const Value& left, const Value& right) {
  switch (sign) {
    case Sign::equal:
      return left == right;
    case Sign::unequal:
      return left != right;
    case Sign::less:
      return left < right;
    case Sign::greater:
      return left > right;
    case Sign::less_or_equal:
      return left <= right;
    case Sign::greater_or_equal:
      return left >= right;
  }
  return false;
}

}  // namespace

bool AllOf::truth(Evaluation& evaluation) const {
  return std::ranges::all_of(parts_, [&](const auto& part) { return part->truth(evaluation); });
}

bool OneOf::truth(Evaluation& evaluation) const {
  return std::ranges::any_of(parts_, [&](const auto& part) { return part->truth(evaluation); });
}

bool Not::truth(Evaluation& evaluation) const { return !part_->truth(evaluation); }

bool Comparison::truth(Evaluation& evaluation) const {
  const std::string_view left = left_.node->value(evaluation);
  const std::string_view right = right_.node->value(evaluation);
  const bool of_equality = sign_ == Sign::equal || sign_ == Sign::unequal;
  if (!of_equality || left_.number || right_.number) {
    const auto left_number = as_number(left_, left);
    const auto right_number = as_number(right_, right);
    if (left_number && right_number) return holds(sign_, *left_number, *right_number);
    // What is empty is neither less nor greater than anything.
    if (!of_equality && (left.empty() || right.empty())) return false;
  }
  return holds(sign_, left, right);
}

bool Membership::truth(Evaluation& evaluation) const {
  const std::string_view text = of_->value(evaluation);
  return std::ranges::any_of(list_, [&](const Operand& one) {
    if (!one.number) return one.node->value(evaluation) == text;
    return number(text) == one.number;
  });
}

bool Likeness::truth(Evaluation& evaluation) const {
  return patterns_.match(of_->value(evaluation));
}

}  // namespace callwidgets::sources
