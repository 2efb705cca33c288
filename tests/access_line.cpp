#include "access_line.h"

namespace callwidgets::test {
namespace {

// Words as blanks part them; not those within quotes.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words(1);
  bool quoted = false;
  for (size_t at = 0; at < line.size(); ++at) {
    if (quoted && line[at] == '\\' && at + 1 < line.size()) {
      words.back() += line[++at];
    } else if (line[at] == '"') {
      quoted = !quoted;
    } else if (line[at] == ' ' && !quoted) {
      words.emplace_back();
    } else {
      words.back() += line[at];
    }
  }
  return words;
}

}  // namespace

std::map<std::string, std::string> pairs_in(const std::string& line) {
  std::map<std::string, std::string> pairs;
  for (const std::string& word : words_of(line)) {
    const size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0) continue;
    const auto [place, is_new] = pairs.emplace(word.substr(0, equals), word.substr(equals + 1));
    if (!is_new) place->second += " " + word.substr(equals + 1);
  }
  return pairs;
}

std::vector<std::map<std::string, std::string>> access_lines(
    const std::vector<std::string>& lines) {
  std::vector<std::map<std::string, std::string>> found;
  for (const std::string& line : lines) {
    auto pairs = pairs_in(line);
    if (pairs.contains("request") && pairs.contains("status") && pairs.contains("cache")) {
      found.push_back(std::move(pairs));
    }
  }
  return found;
}

}  // namespace callwidgets::test
