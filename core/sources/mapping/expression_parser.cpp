#include "sources/mapping/expression_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sources/mapping/function_table.h"
#include "sources/mapping/nearest_name.h"
#include "sources/mapping/token.h"

namespace callwidgets::sources {
namespace {

using Kind = Expression::Kind;

constexpr std::array<std::string_view, 8> kept_words{"and",  "or", "not",  "in",
                                                     "like", "if", "then", "else"};

bool is_kept(const Token& token) {
  return token.kind == Token::Kind::word &&
         std::ranges::find(kept_words, token.text) != kept_words.end();
}

class Parser {
 public:
  Parser(std::string_view value, const Place& place)
      : file_(place.file), tokens_(tokens_of(value, place)) {}

  Expression parse() {
    Expression whole = disjunction();
    if (now().kind != Token::Kind::end) refuse("the end of the line, or and, or, +, -, = …");
    return whole;
  }

 private:
  // Counts how deep expressions stand in one another.
  class Deeper {
   public:
    explicit Deeper(Parser& parser) : parser_(parser) {
      constexpr int most = 60;
      if (++parser_.depth_ > most) {
        throw MappingError(parser_.here(),
                           "expressions too deep in one another; let NAME = … takes a part out");
      }
    }
    ~Deeper() { --parser_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    Parser& parser_;
  };

  const Token& now() const { return tokens_[at_]; }
  const Token& following() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  Place here() const { return {file_, now().line}; }

  [[noreturn]] void refuse(const std::string& allowed) const {
    throw MappingError(here(), "found " + now().shown() + "; allowed is " + allowed);
  }

  bool take(std::string_view word_or_sign) {
    if (!now().is(word_or_sign)) return false;
    ++at_;
    return true;
  }
  void need(std::string_view word_or_sign) {
    if (!take(word_or_sign)) refuse("'" + std::string{word_or_sign} + "'");
  }

  Expression begun(Kind kind) const {
    Expression expression;
    expression.kind = kind;
    expression.line = now().line;
    expression.begin = now().begin;
    return expression;
  }
  Expression ended(Expression expression) const {
    expression.end = tokens_[at_ - 1].end;
    return expression;
  }

  // Operands with the same word between: one expression of many parts, however many.
  template <class Part>
  Expression chain(Kind kind, std::string_view word, Part part) {
    Expression whole = begun(kind);
    whole.parts.push_back(part());
    while (take(word)) whole.parts.push_back(part());
    if (whole.parts.size() == 1) {
      Expression alone = std::move(whole.parts.front());
      return alone;
    }
    return ended(std::move(whole));
  }

  Expression disjunction() {
    const Deeper deeper{*this};
    return chain(Kind::either, "or",
                 [&] { return chain(Kind::both, "and", [&] { return negation(); }); });
  }

  Expression negation() {
    if (!now().is("not")) return comparison();
    const Deeper deeper{*this};
    Expression not_this = begun(Kind::negation);
    ++at_;
    not_this.parts.push_back(negation());
    return ended(std::move(not_this));
  }

  Expression comparison() {
    Expression left = sum();
    for (const std::string_view sign : {"=", "!=", "<=", ">=", "<", ">"}) {
      if (!now().is(sign)) continue;
      Expression whole = of(Kind::comparison, std::move(left));
      whole.word = sign;
      ++at_;
      whole.parts.push_back(sum());
      return ended(std::move(whole));
    }
    const bool negated = now().is("not") && (following().is("in") || following().is("like"));
    if (negated) ++at_;
    if (!now().is("in") && !now().is("like")) return left;
    Expression whole = of(now().is("in") ? Kind::membership : Kind::likeness, std::move(left));
    ++at_;
    whole.parts.push_back(listing(whole.kind));
    whole = ended(std::move(whole));
    if (!negated) return whole;
    Expression not_this = of(Kind::negation, std::move(whole));
    return ended(std::move(not_this));
  }

  static Expression of(Kind kind, Expression&& first) {
    Expression whole;
    whole.kind = kind;
    whole.line = first.line;
    whole.begin = first.begin;
    whole.parts.push_back(std::move(first));
    return whole;
  }

  // What may stand after `in` and `like`.
  Expression listing(Kind kind) {
    const bool in = kind == Kind::membership;
    if (now().is("(")) {
      Expression list = begun(Kind::list);
      ++at_;
      do {
        list.parts.push_back(in ? sum() : pattern());
      } while (take(","));
      need(")");
      return ended(std::move(list));
    }
    if (in && (now().kind != Token::Kind::word || is_kept(now()))) {
      refuse("a list in brackets or the name of one");
    }
    return pattern();
  }

  Expression pattern() {
    const bool word = now().kind == Token::Kind::word && !is_kept(now());
    if (!word && now().kind != Token::Kind::text) refuse("a text in quotes or the name of a list");
    return single(word ? Kind::name : Kind::text);
  }

  Expression sum() {
    Expression whole = begun(Kind::sum);
    whole.word = "+";
    whole.parts.push_back(operand());
    while (now().is("+") || now().is("-")) {
      whole.word += now().text;
      ++at_;
      whole.parts.push_back(operand());
    }
    if (whole.parts.size() > 1) return ended(std::move(whole));
    Expression alone = std::move(whole.parts.front());
    return alone;
  }

  Expression operand() {
    const Token& token = now();
    if (token.is("(")) {
      ++at_;
      Expression inner = disjunction();
      need(")");
      return inner;
    }
    if (token.is("if")) return choice();
    if (token.is("-") && following().kind == Token::Kind::number) {
      Expression negative = begun(Kind::number);
      negative.word = "-" + following().text;
      at_ += 2;
      return ended(std::move(negative));
    }
    if (token.kind == Token::Kind::text) return single(Kind::text);
    if (token.kind == Token::Kind::number) return single(Kind::number);
    if (token.kind != Token::Kind::word || is_kept(token)) {
      refuse("a column, a text in quotes, a number, a function or a bracket");
    }
    return following().is("(") ? call() : single(Kind::name);
  }

  Expression single(Kind kind) {
    Expression one = begun(kind);
    one.word = now().text;
    ++at_;
    return ended(std::move(one));
  }

  Expression choice() {
    const Deeper deeper{*this};
    Expression whole = begun(Kind::choice);
    while (take("if")) {
      whole.parts.push_back(disjunction());
      need("then");
      whole.parts.push_back(disjunction());
      if (!take("else")) return ended(std::move(whole));
    }
    whole.parts.push_back(disjunction());
    return ended(std::move(whole));
  }

  Expression call() {
    const Deeper deeper{*this};
    Expression whole = begun(Kind::call);
    whole.word = now().text;
    const Function* function = function_named(whole.word);
    if (function == nullptr) refuse_function();
    at_ += 2;
    if (whole.word == "lookup") {
      lookup(whole);
    } else if (whole.word == "column" || whole.word == "optional") {
      const bool bare = whole.word == "optional" && now().kind == Token::Kind::word;
      if (!bare && now().kind != Token::Kind::text) refuse("the name of a column in quotes");
      whole.parts.push_back(single(bare ? Kind::name : Kind::text));
    } else if (!now().is(")")) {
      do {
        whole.parts.push_back(argument(whole));
      } while (take(","));
    }
    if (now().is(")") &&
        (whole.parts.size() < function->least || whole.parts.size() > function->most)) {
      throw MappingError(here(), "found " + whole.word + " with " +
                                     std::to_string(whole.parts.size()) + " values; allowed is " +
                                     std::string{function->written});
    }
    need(")");
    return ended(std::move(whole));
  }

  // Forms of a time may be a list of them.
  Expression argument(const Expression& function) {
    const bool forms = function.word == "time" && function.parts.size() == 1;
    return forms && now().is("(") ? listing(Kind::likeness) : disjunction();
  }

  void lookup(Expression& whole) {
    whole.parts.push_back(sum());
    while (take(",")) {
      if (take("else")) {
        whole.parts.push_back(disjunction());
        return;
      }
      if (now().kind != Token::Kind::text && now().kind != Token::Kind::number) {
        refuse("\"text\" = value, or else value");
      }
      whole.parts.push_back(single(Kind::text));
      need("=");
      whole.parts.push_back(disjunction());
    }
  }

  [[noreturn]] void refuse_function() const {
    std::vector<std::string> names;
    for (const Function& one : all_functions()) names.emplace_back(one.name);
    const std::string hint = did_you_mean(now().text, names);
    throw MappingError(here(), "there is no function " + now().shown() +
                                   (hint.empty() ? "; there are " + listed(names) : hint));
  }

  const std::string file_;
  const std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

Expression parse_expression(std::string_view value, const Place& place) {
  return Parser{value, place}.parse();
}

}  // namespace callwidgets::sources
