#include "access_line.h"

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

namespace callwidgets::test {
std::map<std::string, std::string> pairs_in(const std::string& line) {
  std::map<std::string, std::string> pairs;
  std::istringstream words{line};
  for (std::string word; words >> word;) {
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

std::vector<std::map<std::string, std::string>> settled_access_lines(const std::string& file) {
  std::vector<std::string> lines;
  for (bool more = true; more;) {
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
    const std::size_t before = lines.size();
    lines.clear();
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    more = lines.size() != before;
  }
  return access_lines(lines);
}

}  // namespace callwidgets::test
