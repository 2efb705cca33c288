#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace callwidgets::sources {

class Evaluation;

// A part of an expression that is tied to the columns of a table. Unchanging; safe to use from any
// thread, each with an Evaluation of its own.
class Node {
 public:
  Node() = default;
  virtual ~Node() = default;
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  // Holds as long as the row and the evaluation do. Throws ValueProblem.
  virtual std::string_view value(Evaluation& evaluation) const = 0;
  virtual bool truth(Evaluation& evaluation) const;
};

using NodePointer = std::unique_ptr<Node>;

// A node that says yes or no: "1" or "".
class Condition : public Node {
 public:
  std::string_view value(Evaluation& evaluation) const final {
    return truth(evaluation) ? "1" : "";
  }
};

// Why a row has no value for an expression.
struct ValueProblem {
  std::string text;
};

}  // namespace callwidgets::sources
