#include "install_guide.h"

#include <fstream>
#include <regex>
#include <stdexcept>

#include "document.h"
#include "site.h"

namespace callwidgets::test::install_guide {
namespace {

std::vector<std::string> lines() {
  std::ifstream in{source_path() / "INSTALL.md"};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The user that the CREATE USER statement at this place makes.
std::string user(std::size_t place) {
  static const std::regex create{R"(CREATE USER '(\w+)'@'127\.0\.0\.1' IDENTIFIED BY '([\w-]+)')"};
  for (const std::string& statement : mysql_statements()) {
    std::smatch found;
    if (!std::regex_match(statement, found, create)) continue;
    if (place-- == 0) return found[1].str() + ":" + found[2].str();
  }
  throw std::runtime_error("INSTALL.md creates fewer users of the database than expected");
}

}  // namespace

std::string block(const std::string& name) { return document_block("INSTALL.md", name); }

std::vector<std::string> mysql_statements() {
  static const std::regex command{R"re( +mysql -e "([^"]*)")re"};
  std::vector<std::string> statements;
  for (const std::string& line : lines()) {
    std::smatch found;
    if (std::regex_match(line, found, command)) statements.push_back(found[1]);
  }
  return statements;
}

std::string importing_user() { return user(0); }
std::string reading_user() { return user(1); }

}  // namespace callwidgets::test::install_guide
