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

}  // namespace

ParsedStatement::ParsedStatement(const Statement& statement) {
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
  bool quoted = false;
  for (std::size_t at = 0; at < rest.size();) {
    if (rest[at] == '\'') quoted = !quoted;
    if (quoted || rest[at] != ':') {
      text += rest[at++];
      continue;
    }
    std::size_t end = at + 1;
    while (end < rest.size() && names(rest[end])) ++end;
    parameters.push_back(rest.substr(at + 1, end - at - 1));
    text += '?';
    at = end;
  }
}

}  // namespace callwidgets::database
