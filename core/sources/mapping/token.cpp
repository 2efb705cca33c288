#include "sources/mapping/token.h"

#include <algorithm>

#include "sources/mapping/letters.h"

namespace callwidgets::sources {
namespace {

bool in_a_word(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '.' ||
         static_cast<unsigned char>(c) >= 128;
}

class Scanner {
 public:
  Scanner(std::string_view value, const Place& place) : value_(value), place_(place) {}

  Token next() {
    while (at_ < value_.size() && is_blank(value_[at_])) {
      if (value_[at_++] == '\n') ++place_.line;
    }
    token_ = {};
    token_.line = place_.line;
    token_.begin = at_;
    if (at_ < value_.size()) take();
    token_.end = at_;
    return token_;
  }

 private:
  void take() {
    const char c = value_[at_];
    if (c == '"') {
      take_text();
    } else if (is_digit(c)) {
      take_number();
    } else if (in_a_word(c) && c != '.') {
      token_.kind = Token::Kind::word;
      while (at_ < value_.size() && in_a_word(value_[at_])) token_.text += value_[at_++];
    } else {
      take_sign();
    }
  }

  void take_text() {
    token_.kind = Token::Kind::text;
    for (++at_; at_ < value_.size() && value_[at_] != '\n'; ++at_) {
      if (value_[at_] != '"') {
        token_.text += value_[at_];
      } else if (at_ + 1 < value_.size() && value_[at_ + 1] == '"') {
        token_.text += value_[at_++];
      } else {
        ++at_;
        return;
      }
    }
    throw MappingError(place_, "a quote \" is not closed on its line");
  }

  void take_number() {
    token_.kind = Token::Kind::number;
    while (at_ < value_.size() && in_a_word(value_[at_])) token_.text += value_[at_++];
    const std::size_t point = token_.text.find('.');
    const bool other =
        std::ranges::any_of(token_.text, [](char c) { return !is_digit(c) && c != '.'; });
    if (other || point + 1 == token_.text.size() || token_.text.rfind('.') != point ||
        token_.text.size() > 18) {
      throw MappingError(place_, "found " + quoted(token_.text) +
                                     "; a number, a text in quotes or a column name that begins "
                                     "with a letter is allowed (else column(\"…\"))");
    }
  }

  void take_sign() {
    token_.kind = Token::Kind::sign;
    for (const std::string_view sign : {"!=", "<=", ">=", "=", "<", ">", "(", ")", ",", "+", "-"}) {
      if (!value_.substr(at_).starts_with(sign)) continue;
      token_.text = sign;
      at_ += sign.size();
      return;
    }
    throw MappingError(place_, "found " + quoted(value_.substr(at_, 1)) +
                                   ", which stands for nothing; text goes in double quotes");
  }

  std::string_view value_;
  Place place_;
  std::size_t at_ = 0;
  Token token_;
};

}  // namespace

std::string Token::shown() const {
  switch (kind) {
    case Kind::end:
      return "the end of the line";
    case Kind::text:
      return "the text \"" + text + "\"";
    default:
      return quoted(text);
  }
}

std::vector<Token> tokens_of(std::string_view value, const Place& place) {
  std::vector<Token> tokens;
  Scanner scanner{value, place};
  do {
    tokens.push_back(scanner.next());
  } while (tokens.back().kind != Token::Kind::end);
  return tokens;
}

}  // namespace callwidgets::sources
