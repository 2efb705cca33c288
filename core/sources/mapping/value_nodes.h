#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "sources/mapping/evaluation.h"
#include "sources/mapping/node.h"

namespace callwidgets::sources {

class Constant : public Node {
 public:
  explicit Constant(std::string text) : text_(std::move(text)) {}
  std::string_view value(Evaluation&) const override { return text_; }

 private:
  std::string text_;
};

class ColumnValue : public Node {
 public:
  explicit ColumnValue(std::size_t number) : number_(number) {}
  std::string_view value(Evaluation& evaluation) const override {
    return evaluation.column(number_);
  }

 private:
  std::size_t number_;
};

class NamedValue : public Node {
 public:
  explicit NamedValue(std::size_t number) : number_(number) {}
  std::string_view value(Evaluation& evaluation) const override {
    return evaluation.named(number_);
  }

 private:
  std::size_t number_;
};

// The value beside the first condition that holds; else the last value, or nothing.
class Choice : public Node {
 public:
  struct Case {
    NodePointer condition;
    NodePointer value;
  };
  Choice(std::vector<Case> cases, NodePointer otherwise)
      : cases_(std::move(cases)), otherwise_(std::move(otherwise)) {}

  std::string_view value(Evaluation& evaluation) const override;

 private:
  std::vector<Case> cases_;
  NodePointer otherwise_;
};

// The value beside the text that is looked up.
class Lookup : public Node {
 public:
  struct Case {
    std::string text;
    NodePointer value;
  };
  Lookup(NodePointer of, std::vector<Case> cases, NodePointer otherwise)
      : of_(std::move(of)), cases_(std::move(cases)), otherwise_(std::move(otherwise)) {}

  std::string_view value(Evaluation& evaluation) const override;

 private:
  NodePointer of_;
  std::vector<Case> cases_;
  NodePointer otherwise_;
};

// A sum of whole numbers; empty where one of them is.
class Sum : public Node {
 public:
  struct Term {
    bool minus;
    NodePointer value;
    std::string written;  // for messages
  };
  explicit Sum(std::vector<Term> terms) : terms_(std::move(terms)) {}

  std::string_view value(Evaluation& evaluation) const override;

 private:
  std::vector<Term> terms_;
};

// A whole number as text.
std::string_view decimal(std::int64_t number, Evaluation& evaluation);

}  // namespace callwidgets::sources
