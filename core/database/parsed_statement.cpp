#include "database/parsed_statement.h"

#include <sstream>
#include <stdexcept>

namespace callwidgets::database {
namespace {

bool names(char c) { return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9'); }

ParsedStatement::Type type_named(const std::string& word, const Statement& statement) {
  if (word == "integer") return ParsedStatement::Type::integer;
  if (word == "bytes") return ParsedStatement::Type::bytes;
  if (word == "blob") return ParsedStatement::Type::blob;
  throw std::logic_error("sql/" + std::string{statement.name} +
                         ".sql returns an unknown type: " + word);
}

// Appends `part` with `?` for each `:name`, `times` marks for the one called `list`.
void append(ParsedStatement& parsed, std::string_view part, std::string_view list,
            std::size_t times) {
  bool quoted = false;
  for (std::size_t at = 0; at < part.size();) {
    if (part[at] == '\'') quoted = !quoted;
    if (quoted || part[at] != ':') {
      parsed.text += part[at++];
      continue;
    }
    std::size_t end = at + 1;
    while (end < part.size() && names(part[end])) ++end;
    const std::string_view name = part.substr(at + 1, end - at - 1);
    for (std::size_t mark = 0; mark < (name == list ? times : 1); ++mark) {
      parsed.parameters.push_back(name);
      parsed.text += mark == 0 ? "?" : ", ?";
    }
    at = end;
  }
}

}  // namespace

ParsedStatement::ParsedStatement(const Statement& statement, const Repetition& repetition,
                                 std::string_view list)
    : name(statement.name) {
  constexpr std::string_view returns_mark = "-- returns:";
  std::string_view rest = statement.text;
  while (rest.starts_with("--")) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (!line.starts_with(returns_mark)) continue;
    std::istringstream words{std::string{line.substr(returns_mark.size())}};
    for (std::string word; words >> word;) returns.push_back(type_named(word, statement));
  }
  while (!rest.empty() && (rest.back() == '\n' || rest.back() == ';')) rest.remove_suffix(1);

  if (repetition.of == Repetition::Of::nothing || repetition.of == Repetition::Of::list) {
    append(*this, rest, list, repetition.times);
    return;
  }
  const bool tuple = repetition.of == Repetition::Of::tuple;
  const std::string_view mark = tuple ? "VALUES " : "WHERE ";
  const auto found = rest.find(mark);
  if (found == rest.npos) {
    throw std::logic_error("sql/" + std::string{statement.name} + ".sql has no " +
                           std::string{mark});
  }
  const std::string_view part = rest.substr(found + mark.size());
  append(*this, rest.substr(0, found + mark.size()), {}, 1);
  for (std::size_t time = 0; time < repetition.times; ++time) {
    if (time > 0) text += tuple ? ", " : " OR ";
    if (!tuple) text += '(';
    append(*this, part, {}, 1);
    if (!tuple) text += ')';
  }
}

}  // namespace callwidgets::database
