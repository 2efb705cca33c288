#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace callwidgets::sources {

// An expression as it is written, not yet tied to columns.
struct Expression {
  enum class Kind {
    text,        // `word` is it
    number,      // `word` is it
    name,        // `word` is a column, a name given by let, or a list
    list,        // parts
    call,        // of the function `word`; lookup has its pairs one after another, then `else`
    choice,      // condition, value, condition, value …, and the last value where there is one
    both,        // parts, all of them
    either,      // parts, one of them
    negation,    // of the one part
    comparison,  // of two parts by the sign `word`
    membership,  // the first part in the second: a list, or the name of one
    likeness,    // the first part like the second: a text, a list, or the name of one
    sum,         // parts, each with its sign in `word`
  };

  Kind kind = Kind::text;
  std::string word;
  std::vector<Expression> parts;
  std::size_t line = 0;   // of the file
  std::size_t begin = 0;  // where it stands in the value
  std::size_t end = 0;
};

}  // namespace callwidgets::sources
