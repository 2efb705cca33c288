#include "document.h"

#include <fstream>
#include <stdexcept>

#include "site.h"

namespace callwidgets::test {
namespace {

constexpr std::size_t kIndent = 4;

}  // namespace

std::string document_block(const std::string& file, const std::string& name) {
  const std::string marker = "<!-- test: " + name + " -->";
  std::string block;
  bool found = false;
  std::ifstream in{source_path() / file};
  for (std::string line; std::getline(in, line);) {
    if (line == marker) {
      found = true;
    } else if (found && line.starts_with(std::string(kIndent, ' '))) {
      block += line.substr(kIndent) + "\n";
    } else if (found && !line.empty()) {
      break;
    } else if (found && !block.empty()) {
      block += "\n";
    }
  }
  while (block.ends_with("\n\n")) block.pop_back();
  if (block.empty()) throw std::runtime_error(file + " has no block behind " + marker);
  return block;
}

}  // namespace callwidgets::test
