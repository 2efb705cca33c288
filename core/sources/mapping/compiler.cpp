#include "sources/mapping/compiler.h"

#include <algorithm>
#include <utility>

#include "sources/mapping/condition_nodes.h"
#include "sources/mapping/letters.h"
#include "sources/mapping/nearest_name.h"
#include "sources/mapping/text_nodes.h"
#include "sources/mapping/time_node.h"
#include "sources/mapping/value_nodes.h"
#include "sources/mapping/values.h"

namespace callwidgets::sources {
namespace {

using Kind = Expression::Kind;

std::string in_lower_case(std::string text) {
  for (char& c : text) c = lower(c);
  return text;
}

Sign sign_of(std::string_view written) {
  if (written == "=") return Sign::equal;
  if (written == "!=") return Sign::unequal;
  if (written == "<") return Sign::less;
  if (written == ">") return Sign::greater;
  return written == "<=" ? Sign::less_or_equal : Sign::greater_or_equal;
}

}  // namespace

Compiler::Compiler(const SourceFile& source, std::span<const std::string> columns)
    : source_(source), columns_(columns), used_(columns.size()) {
  for (std::size_t at = 0; at < columns.size(); ++at) {
    numbers_.emplace(in_lower_case(columns[at]), at);
  }
}

Place Compiler::place(const Within& within, const Expression& expression) const {
  return {within.entry.place.file, expression.line};
}

std::string Compiler::written(const Within& within, const Expression& expression) {
  const bool name = expression.kind == Kind::name;
  if (name) return expression.word;
  if (expression.kind == Kind::call && !expression.parts.empty() &&
      (expression.word == "column" || expression.word == "optional")) {
    return expression.parts.front().word;
  }
  constexpr std::size_t most = 60;
  std::string text = within.entry.value.substr(expression.begin, expression.end - expression.begin);
  if (text.size() > most) return within.name;
  std::ranges::replace(text, '\n', ' ');
  return text;
}

NodePointer Compiler::compile(const std::string& name) {
  const SourceFile::Entry* entry = source_.entry(name);
  if (entry == nullptr) return nullptr;
  const Within within{name, *entry};
  return node(within, entry->expression);
}

std::vector<NodePointer> Compiler::nodes(const Within& within, const Expression& expression) {
  std::vector<NodePointer> nodes;
  for (const Expression& part : expression.parts) nodes.push_back(node(within, part));
  return nodes;
}

NodePointer Compiler::node(const Within& within, const Expression& expression) {
  switch (expression.kind) {
    case Kind::text:
    case Kind::number:
      return std::make_unique<Constant>(expression.word);
    case Kind::name:
      return name(within, expression);
    case Kind::call:
      return call(within, expression);
    case Kind::choice:
      return choice(within, expression);
    case Kind::both:
      return std::make_unique<AllOf>(nodes(within, expression));
    case Kind::either:
      return std::make_unique<OneOf>(nodes(within, expression));
    case Kind::negation:
      return std::make_unique<Not>(node(within, expression.parts.front()));
    case Kind::comparison:
      return comparison(within, expression);
    case Kind::membership:
      return membership(within, expression);
    case Kind::likeness:
      return likeness(within, expression);
    case Kind::sum:
      return sum(within, expression);
    case Kind::list:
      break;
  }
  throw MappingError(place(within, expression), "a list is allowed after in and like only");
}

NodePointer Compiler::name(const Within& within, const Expression& expression) {
  const SourceFile::Entry* entry = source_.entry(expression.word);
  // In its own line a name given by let is the column of that name.
  const bool own = within.entry.what == SourceFile::What::let && expression.word == within.name;
  if (entry != nullptr && entry->what == SourceFile::What::let && !own) {
    return named(within, expression);
  }
  if (!numbers_.contains(in_lower_case(expression.word)) && source_.is_list(expression.word)) {
    throw MappingError(place(within, expression),
                       expression.word + " is a list; it is allowed after in and like");
  }
  return column(within, expression, expression.word);
}

NodePointer Compiler::column(const Within& within, const Expression& expression,
                             const std::string& name) {
  const auto found = numbers_.find(in_lower_case(name));
  if (found == numbers_.end()) {
    const std::vector<std::string> all{columns_.begin(), columns_.end()};
    std::string there = all.empty() ? "there are no columns" : "the columns are " + listed(all);
    throw MappingError(
        place(within, expression),
        within.name + " needs the column " + quoted(name) + "; " + there + did_you_mean(name, all));
  }
  used_[found->second] = true;
  return std::make_unique<ColumnValue>(found->second);
}

NodePointer Compiler::named(const Within& within, const Expression& expression) {
  constexpr std::size_t deepest = 20;
  const std::string& name = expression.word;
  auto known = known_.find(name);
  if (known == known_.end()) {
    if (std::ranges::find(open_, name) != open_.end()) {
      throw MappingError(place(within, expression), name + " is worked out from itself");
    }
    if (open_.size() >= deepest || named_.size() >= Evaluation::most_names) {
      throw MappingError(place(within, expression),
                         "names given by let: 100 are allowed, and 20 that each need the next");
    }
    open_.push_back(name);
    NodePointer value = compile(name);
    open_.pop_back();
    if (named_.size() >= Evaluation::most_names) {
      throw MappingError(place(within, expression), "more than 100 names given by let");
    }
    known = known_.emplace(name, named_.size()).first;
    named_.push_back(std::move(value));
  }
  return std::make_unique<NamedValue>(known->second);
}

NodePointer Compiler::call(const Within& within, const Expression& expression) {
  if (expression.word == "column") {
    return column(within, expression, expression.parts.front().word);
  }
  if (expression.word == "optional") {
    const std::string& name = expression.parts.front().word;
    if (!numbers_.contains(in_lower_case(name))) return std::make_unique<Constant>("");
    return column(within, expression, name);
  }
  if (expression.word == "lookup") return lookup(within, expression);
  if (expression.word == "time") return time(within, expression);
  auto arguments = nodes(within, expression);
  return text_function(expression.word, arguments, written(within, expression.parts.front()));
}

NodePointer Compiler::choice(const Within& within, const Expression& expression) {
  const auto& parts = expression.parts;
  std::vector<Choice::Case> cases;
  for (std::size_t at = 0; at + 1 < parts.size(); at += 2) {
    NodePointer condition = node(within, parts[at]);
    cases.push_back({std::move(condition), node(within, parts[at + 1])});
  }
  NodePointer otherwise = parts.size() % 2 == 1 ? node(within, parts.back()) : nullptr;
  return std::make_unique<Choice>(std::move(cases), std::move(otherwise));
}

NodePointer Compiler::lookup(const Within& within, const Expression& expression) {
  const auto& parts = expression.parts;
  NodePointer of = node(within, parts.front());
  std::vector<Lookup::Case> cases;
  for (std::size_t at = 1; at + 1 < parts.size(); at += 2) {
    cases.push_back({parts[at].word, node(within, parts[at + 1])});
  }
  NodePointer otherwise = parts.size() % 2 == 0 ? node(within, parts.back()) : nullptr;
  return std::make_unique<Lookup>(std::move(of), std::move(cases), std::move(otherwise));
}

Operand Compiler::operand(const Within& within, const Expression& expression) {
  Operand operand{node(within, expression), {}};
  if (expression.kind == Kind::number) operand.number = number(expression.word);
  return operand;
}

NodePointer Compiler::comparison(const Within& within, const Expression& expression) {
  Operand left = operand(within, expression.parts[0]);
  return std::make_unique<Comparison>(sign_of(expression.word), std::move(left),
                                      operand(within, expression.parts[1]));
}

std::optional<std::vector<std::string>> Compiler::items(const Expression& expression) const {
  if (expression.kind != Kind::name || !source_.is_list(expression.word)) return std::nullopt;
  return source_.list(expression.word);
}

NodePointer Compiler::membership(const Within& within, const Expression& expression) {
  NodePointer of = node(within, expression.parts[0]);
  const Expression& list = expression.parts[1];
  std::vector<Operand> operands;
  const auto add = [&](const Expression& part) {
    if (const auto texts = items(part)) {
      for (const std::string& text : *texts) {
        operands.push_back({std::make_unique<Constant>(text), {}});
      }
      return;
    }
    operands.push_back(operand(within, part));
  };
  if (list.kind == Kind::list) {
    std::ranges::for_each(list.parts, add);
  } else if (items(list)) {
    add(list);
  } else {
    throw MappingError(place(within, list), list.word + " is no list; after in a list is allowed");
  }
  return std::make_unique<Membership>(std::move(of), std::move(operands));
}

NodePointer Compiler::likeness(const Within& within, const Expression& expression) {
  NodePointer of = node(within, expression.parts[0]);
  const Expression& right = expression.parts[1];
  std::vector<std::string> patterns;
  const auto add = [&](const Expression& part) {
    if (part.kind == Kind::text) {
      patterns.push_back(part.word);
    } else if (auto texts = items(part)) {
      std::ranges::move(*texts, std::back_inserter(patterns));
    } else {
      throw MappingError(place(within, part), part.word + " is no list; after like a text in " +
                                                  "quotes or a list is allowed");
    }
    if (!patterns.empty() && patterns.back().size() > Patterns::longest) {
      throw MappingError(place(within, part), "a pattern of more than 256 bytes");
    }
  };
  if (right.kind == Kind::list) {
    std::ranges::for_each(right.parts, add);
  } else {
    add(right);
  }
  return std::make_unique<Likeness>(std::move(of), Patterns{patterns});
}

NodePointer Compiler::sum(const Within& within, const Expression& expression) {
  std::vector<Sum::Term> terms;
  for (std::size_t at = 0; at < expression.parts.size(); ++at) {
    const Expression& part = expression.parts[at];
    terms.push_back({expression.word[at] == '-', node(within, part), written(within, part)});
  }
  return std::make_unique<Sum>(std::move(terms));
}

NodePointer Compiler::time(const Within& within, const Expression& expression) {
  const Expression& forms = expression.parts[1];
  std::vector<TimeForm> compiled;
  const auto add = [&](const Expression& part) {
    std::string allowed = "a form in quotes is allowed";
    const bool text = part.kind == Kind::text;
    auto form = text ? TimeForm::compile(part.word, allowed) : std::nullopt;
    if (!form) {
      throw MappingError(place(within, part),
                         "the form of a time is " + quoted(part.word) + "; " + allowed);
    }
    compiled.push_back(std::move(*form));
  };
  if (forms.kind == Kind::list) {
    std::ranges::for_each(forms.parts, add);
  } else {
    add(forms);
  }
  NodePointer of = node(within, expression.parts[0]);
  NodePointer near = expression.parts.size() == 4 ? node(within, expression.parts[3]) : nullptr;
  return std::make_unique<TimeValue>(
      TimeValue::Parts{std::move(of), written(within, expression.parts[0]), std::move(compiled),
                       clock(within, expression), std::move(near)});
}

WallClock Compiler::clock(const Within& within, const Expression& time) const {
  std::string zone = "local";
  if (time.parts.size() > 2) {
    const Expression& third = time.parts[2];
    if (third.kind != Kind::text && third.kind != Kind::name) {
      throw MappingError(
          place(within, third),
          "the zone of a time is no name; local, utc or a zone in quotes is allowed");
    }
    zone = third.word;
  }
  if (zone == "utc") zone = "UTC";
  if (zone == "local") zone = source_.text("zone");
  // Forms that say where they are need no zone.
  const Expression& form = time.parts[1];
  if (zone.empty() && form.kind == Kind::text &&
      (form.word.starts_with("epoch") || form.word == "rfc2822")) {
    zone = "UTC";
  }
  if (zone.empty()) {
    throw MappingError(place(within, time), within.name +
                                                " needs the setting zone; a line zone = "
                                                "Europe/London is allowed, or utc in time(…)");
  }
  auto rules = calendar::Zone::named(zone);
  if (!rules) {
    throw MappingError(place(within, time), "there is no time zone " + quoted(zone) +
                                                "; an IANA name like Europe/London is allowed");
  }
  return {zone, std::move(*rules)};
}

}  // namespace callwidgets::sources
