#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sources/mapping/node.h"
#include "sources/mapping/patterns.h"

namespace callwidgets::sources {

class AllOf : public Condition {
 public:
  explicit AllOf(std::vector<NodePointer> parts) : parts_(std::move(parts)) {}
  bool truth(Evaluation& evaluation) const override;

 private:
  std::vector<NodePointer> parts_;
};

class OneOf : public Condition {
 public:
  explicit OneOf(std::vector<NodePointer> parts) : parts_(std::move(parts)) {}
  bool truth(Evaluation& evaluation) const override;

 private:
  std::vector<NodePointer> parts_;
};

class Not : public Condition {
 public:
  explicit Not(NodePointer part) : part_(std::move(part)) {}
  bool truth(Evaluation& evaluation) const override;

 private:
  NodePointer part_;
};

enum class Sign { equal, unequal, less, greater, less_or_equal, greater_or_equal };

// One value; as a number where it is written without quotes.
struct Operand {
  NodePointer node;
  std::optional<double> number;
};

// Equal are the same texts, or the same numbers where one of them is written as a number. Less and
// greater are numbers where both are, else texts by their bytes.
class Comparison : public Condition {
 public:
  Comparison(Sign sign, Operand left, Operand right)
      : sign_(sign), left_(std::move(left)), right_(std::move(right)) {}
  bool truth(Evaluation& evaluation) const override;

 private:
  Sign sign_;
  Operand left_, right_;
};

// Whether a value is equal to one of a list.
class Membership : public Condition {
 public:
  Membership(NodePointer of, std::vector<Operand> list)
      : of_(std::move(of)), list_(std::move(list)) {}
  bool truth(Evaluation& evaluation) const override;

 private:
  NodePointer of_;
  std::vector<Operand> list_;
};

class Likeness : public Condition {
 public:
  Likeness(NodePointer of, Patterns patterns)
      : of_(std::move(of)), patterns_(std::move(patterns)) {}
  bool truth(Evaluation& evaluation) const override;

 private:
  NodePointer of_;
  Patterns patterns_;
};

}  // namespace callwidgets::sources
