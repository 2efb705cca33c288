#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sources/mapping/mapping_error.h"

namespace callwidgets::sources {

struct Token {
  enum class Kind { word, text, number, sign, end };
  Kind kind = Kind::end;
  std::string text;  // of a text: without its quotes
  std::size_t line = 0;
  std::size_t begin = 0;
  std::size_t end = 0;

  bool is(std::string_view word_or_sign) const {
    return (kind == Kind::word || kind == Kind::sign) && text == word_or_sign;
  }
  std::string shown() const;  // for messages
};

// The words and signs of an expression that begins at `place`; the last one is `end`. Throws
// MappingError.
std::vector<Token> tokens_of(std::string_view value, const Place& place);

}  // namespace callwidgets::sources
